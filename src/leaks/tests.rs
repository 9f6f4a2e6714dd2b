//! Shapes that are secrets, each beside what looks like it. Every secret is put together here, so that no scan of this
//! repository finds one.

use super::{Scanner, secrets};
use crate::source::{LineIndex, Position};

/// A secret of each shape: what it is, and its parts.
const SECRETS: &[(&str, &[&str])] = &[
    ("an AWS access key", &["AKIA", "Q3EGRIJ7XKZ2LMNO"]),
    ("an AWS access key", &["ASIA", "Y34FZKBOKMUTVV7A"]),
    ("an AWS secret key", &["aws_secret_access_key = ", "h8xZ0q/TtV3k+1mPzW7sYd2rLb5nGf9cQeJ4uKaX"]),
    ("an AWS secret key", &["\"SecretAccessKey\": \"", "h8xZ0q/TtV3k+1mPzW7sYd2rLb5nGf9cQeJ4uKaX\""]),
    ("a GitHub token", &["ghp_", "q7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0pAeUiO"]),
    ("a GitHub token", &["gho_", "q7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0pAeUiO"]),
    ("a GitHub token", &["ghu_", "q7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0pAeUiO"]),
    ("a GitHub token", &["ghs_", "q7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0pAeUiO"]),
    ("a GitHub token", &["ghr_", "q7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0pAeUiO"]),
    (
        "a GitHub token",
        &["github_pat_", "11ABCDEFG0q7Wm2Zk9LxT4_vB8nR3cY6hJ1sD5fG0pAeUiOq7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0pAeUiO12"],
    ),
    ("a GitLab token", &["glpat-", "xZ3k-9Qw_7Lm2Rt5Vb8N"]),
    ("a GitLab token", &["glpat-", "xZ3k9Qw7Lm2Rt5Vb8NxZ3k9Qw7Lm.01.0w1a2b3c4"]),
    ("a GitLab token", &["glrt-", "xZ3k-9Qw_7Lm2Rt5Vb8N"]),
    ("a Slack token", &["xoxb-", "263594206564-2343594206574-FGqddMF8t08v8N7Oq4i57vs1"]),
    ("a Slack token", &["xoxp-", "263594206564-263594206565-263594206566-a1b2c3d4e5f60718293a4b5c6d7e8f90"]),
    ("a Slack token", &["xoxe.xoxp-1-", "Mi0yLTI2MzU5NDIwNjU2NC0yNjM1OTQ"]),
    ("a Slack webhook", &["https://hooks.slack.com/", "services/T0AB12CD3/B0EF45GH6/q7Wm2Zk9LxT4vB8nR3cY6hJ1"]),
    ("a Google API key", &["AIza", "SyB9q7Wm2Zk9LxT4vB8nR3cY6hJ1sD5f-_0"]),
    ("a Google OAuth secret", &["GOCSPX-", "q7Wm2Zk9LxT4vB8nR3cY6hJ1sD5f"]),
    ("a Stripe live key", &["sk_live_", "51HqLyjWDarjtT1zdp7dc9Xk"]),
    ("a Stripe live key", &["rk_live_", "51HqLyjWDarjtT1zdp7dc9Xk"]),
    ("an npm token", &["npm_", "q7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0pAeUiO"]),
    ("a PyPI token", &["pypi-", "AgEIcHlwaS5vcmcCJDU2NzE4ZGY3LWFmZjgtNDI3Zi1iN2IyLTM0YzU2"]),
    ("a key for a language model", &["sk-", "q7Wm2Zk9LxT4vB8nR3cYT3BlbkFJ6hJ1sD5fG0pAeUiOq7Wm"]),
    ("a key for a language model", &["sk-proj-", "q7Wm2Zk9LxT4vB8nR3cY_6hJ1sD5fG0pAeUi-Oq7Wm"]),
    ("a key for a language model", &["sk-ant-", "api03-q7Wm2Zk9LxT4vB8nR3cY_6hJ1sD5fG0pAeUi-Oq7WmAA"]),
    ("a key for a language model", &["sk-", "3f2a9c1b7d8e4f605a6b7c8d9e0f1a2b"]),
    ("a Twilio key", &["SK", "3f2a9c1b7d8e4f605a6b7c8d9e0f1a2b"]),
    ("a SendGrid key", &["SG.", "q7Wm2Zk9LxT4vB8nR3cY6h.J1sD5fG0pAeUiOq7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG"]),
    (
        "an Atlassian token",
        &[
            "ATATT3x",
            "FfGF0",
            "q7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0pAeUiOq7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0pAeUiO",
            "q7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0pAeUiOq7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0pAeUiOq7Wm2Zk9Lx",
            "=3A4B5C6D",
        ],
    ),
    (
        "a JSON Web Token",
        &["eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiJyb2JvdCJ9.", "q7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0pAeUiOq7Wm2Zk"],
    ),
    ("a private key", &["-----BEGIN RSA ", "PRIVATE KEY-----\nMIIEowIBAAKCAQEAu5\n"]),
    (
        "a private key",
        &[
            "-----BEGIN RSA ",
            "PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nMIIEowIBAAKCAQEAu5\n",
        ],
    ),
    ("a private key", &["{\"k\": \"-----BEGIN ", "PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0\\n-----END"]),
    ("a private key", &["> -----BEGIN OPENSSH ", "PRIVATE KEY-----\n> b3BlbnNzaC1rZXktdjEAAAA\n"]),
    ("a private key", &["    -----BEGIN EC ", "PRIVATE KEY-----\r\n    MHcCAQEEIIJ1sD5fG0pAeUiOq\r\n"]),
    (
        "a private key",
        &["-----BEGIN PGP ", "PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\nlQOYBFxQ7Wm2Zk9LxT4vB8nR3cY\n"],
    ),
    ("a private key", &["---- BEGIN SSH2 ENCRYPTED ", "PRIVATE KEY ----\nComment: \"x\"\nP2/56wAAAgIAAAAmZGw\n"]),
    ("a private key", &["PuTTY-User-", "Key-File-3: ssh-ed25519\nEncryption: none\nComment: x\n"]),
    ("an address with a password", &["https://robot:", "k3Vw9zQ@git.acme-corp.com/x.git"]),
    ("an address with a password", &["postgres://app:", "s3cr3t@db:5432/app"]),
    ("an address with a password", &["redis://:", "k3Vw9zQ@cache.acme.io"]),
    ("an address with a password", &["mongodb+srv://a:", "p%40ss1@c0.mongodb.net/?x=1"]),
    ("an address with a password", &["https://robot:", "gh@[2001:db8::1]/"]),
];

/// What looks like a secret and is none.
const NONE: &[&str] = &[
    "AKIAIOSFODNN7EXAMPLE and wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "aws_secret_access_key = ${AWS_SECRET_ACCESS_KEY}",
    "AKIAXXXXXXXXXXXXXXXX, AKIA..., AKIA1234",
    "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, ghp_… and `ghp_`",
    "ghp_yourPersonalAccessTokenGoesHere12345678",
    "glpat-is-how-a-personal-token-begins-here",
    "glpat-xxxxxxxxxxxxxxxxxxxx",
    "xoxb-your-token-here, xoxb-000000000000-000000000000-XXXXXXXXXXXXXXXXXXXXXXXX",
    "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
    "https://hooks.slack.com/services/...",
    "https://hooks.slack.com/services/TEAM/HOOK/SECRET",
    "AIzaSyEXAMPLEEXAMPLEEXAMPLEEXAMPLE01234",
    "#task-level-config-methods-for-all-of-the-platforms-2024",
    "risk-3f2a9c1b7d8e4f605a6b7c8d9e0f1a2b",
    "class=\"sk-folding-cube-with-a-very-long-name-2019\"",
    "sk_test_4eC39HqLyjWDarjtT1zdp7dc",
    "SK3f2a9c1b7d8e4f605a6b7c8d9e0f1a2b3c4d and ASK3f2a9c1b7d8e4f605a6b7c8d9e0f1a2b",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.signature",
    "eyJ0eXAiOiJKV1QifQ.eyJzdWIiOiJyb2JvdCJ9.q7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0pAeUiOq7Wm2Zk",
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb2JvdCJ9.q7Wm2Zk9LxT4vB8nR3cY6hJ1sD5fG0p",
    "eyJhbGciOiJIUzI1NiJ9 alone",
    "a file that begins with `-----BEGIN PRIVATE KEY-----` must not be published",
    "# -----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----",
    "# -----BEGIN RSA PRIVATE KEY-----\nMIIE...\n-----END RSA PRIVATE KEY-----",
    "# -----BEGIN PRIVATE KEY-----\n<the key>\n",
    "# -----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY----- stand around it",
    "-----BEGIN CERTIFICATE-----\nMIIEowIBAAKCAQEAu5\n",
    "-----BEGIN PUBLIC KEY-----\nMIIEowIBAAKCAQEAu5\n",
    "a PuTTY file has `PuTTY-User-Key-File-2: ssh-rsa` in its first line",
    "https://user@git.acme-corp.com/, ssh://git@github.com:org/repo, https://git.acme-corp.com:8443/@x",
    "https://user:k3Vw9zQ@example.com/, https://user:k3Vw9zQ@git.example.org, ftp://a:k3Vw9zQ@x.invalid",
    "postgres://app:k3Vw9zQ@localhost:5432/app and http://a:k3Vw9zQ@127.0.0.1/ and http://a:k3Vw9zQ@[::1]:80/",
    "https://${USER}:${PASS}@git.acme-corp.com, https://robot:$TOKEN@git.acme-corp.com, https://robot:{{ token }}@git.acme-corp.com",
    "https://oauth2:<token>@gitlab.com/x, https://oauth2:<your-token>@gitlab.com, https://user:****@gitlab.com, http://u:xxxx@gitlab.com",
    "https://user:password@git.acme-corp.com, https://user:Pass@git.acme-corp.com, http://U:PASSWORD@git.acme-corp.com, ftp://a:@b.de",
    "amqp://guest:guest@rabbit.acme-corp.com, https://user:%PASS%@acme-corp.com, http://user:your-password@acme-corp.com",
    "https://a:b@git.acme-corp.com, redis://foo:bar@somehost, cvs://:pserver:anoncvs@sources.acme-corp.com",
    "postgresql://[DB_USER[:DB_PASSWORD]@][DB_HOST][:DB_PORT]/",
    "psql postgres://admin:\"$ADMIN_PASSWORD\"@localhost:5433/postgres",
    "docker://alpine:3.19@sha256:ca1eaa1eca1eaa1e, https://a.acme-corp.com:8443,ops@acme-corp.com",
    "https://medium.com/@user:note, https://host.acme-corp.com:443/?to=a@b.de, see http://x.de:80#a@b.de",
];

#[test]
fn each_shape_is_found_where_it_stands_and_four_characters_of_it_are_shown() {
    for (what, parts) in SECRETS {
        let secret = parts.concat();
        for text in [
            secret.clone(),
            format!("é: \"{secret}\" and more"),
            format!("a\nb `{secret}`\n"),
            format!("?x%3D{secret}"),
        ] {
            let found = secrets(&text);
            // Nothing that has a mark of its own before it is escaped in an address.
            if text.starts_with('?') && !secret.starts_with(|c: char| c.is_ascii_alphanumeric()) {
                continue;
            }
            assert_eq!(found.iter().map(|secret| secret.what).collect::<Vec<_>>(), [*what], "{text}");
            let shown = &found[0].shown;
            let body = parts.last().map_or("", |part| part.trim());
            assert!(
                !shown.contains(body) && (shown.ends_with('…') || shown.contains("://…@") || *what == "a private key"),
                "{shown}"
            );
            assert!(
                secret.contains(&text[found[0].span().range()]) || text[found[0].span().range()].contains(&secret),
                "{text}"
            );
        }
    }
}

#[test]
fn what_looks_like_a_secret_and_is_none_is_not_found() {
    for text in NONE {
        assert_eq!(secrets(text), [], "{text}");
    }
}

#[test]
fn a_file_that_begins_with_a_key_is_one_however_short() {
    for text in [
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl",
        "\u{feff}\n\n-----BEGIN PRIVATE KEY-----\n",
        "PuTTY-User-Key-File-2: ssh-rsa\n",
    ] {
        assert_eq!(secrets(text).len(), 1, "{text}");
    }
}

/// Many secrets and none, and what lies between them.
fn everything(gap: usize) -> String {
    let mut text = String::new();
    for (at, (_, parts)) in SECRETS.iter().enumerate() {
        let filler = "é lies between, [a link](https://example.org/a-page) and more\n";
        text.extend(std::iter::repeat_n(filler, gap * (at % 5)));
        text.push_str(" \n");
        text.push_str(&parts.concat());
        text.push('\n');
        text.push_str(NONE.get(at).copied().unwrap_or(""));
        text.push('\n');
    }
    text
}

#[test]
fn a_file_that_streams_past_in_pieces_of_any_size_tells_what_its_text_tells() {
    for gap in [0, 1, 40] {
        let text = everything(gap);
        let index = LineIndex::new(&text);
        let mut whole = secrets(&text);
        assert_eq!(whole.len(), SECRETS.len());
        for secret in &mut whole {
            secret.position = index.position(&text, secret.span().start);
        }
        for size in [1, 3, 7, 127, 4095, 4096, 4097, 65536, text.len()] {
            let mut scanner = Scanner::default();
            text.as_bytes().chunks(size).for_each(|piece| scanner.feed(piece));
            assert_eq!(scanner.finish(false).secrets, whole, "pieces of {size} bytes, gap {gap}");
        }
    }
}

#[test]
fn a_byte_order_mark_takes_no_column() {
    let mut scanner = Scanner::default();
    scanner.feed(&["\u{feff}x ", "https://robot:", "k3Vw9zQ@git.acme-corp.com"].concat().into_bytes());
    let at = scanner.finish(false).secrets.first().map(|secret| secret.position);
    assert_eq!(at, Some(Position { line: 1, column: 3 }));
}

#[test]
fn a_description_of_a_picture_tells_its_place_only_with_a_number() {
    let has_place = |text: &str| {
        let mut scanner = Scanner::default();
        text.as_bytes().chunks(5).for_each(|piece| scanner.feed(piece));
        scanner.finish(true).place
    };
    let filler = "x".repeat(10_000);
    assert!(
        has_place("<d exif:GPSLatitude=\"52,31.2N\"/>")
            && has_place(&format!("{filler}<exif:GPSLatitude> 52,31.2N</e>{filler}"))
    );
    assert!(
        !has_place("<d exif:GPSLatitude=\"\"/>")
            && !has_place("<d exif:GPSLatitudeRef=\"1\"/>")
            && !has_place("exif:GPSVersionID=\"2.2\"")
    );
}
