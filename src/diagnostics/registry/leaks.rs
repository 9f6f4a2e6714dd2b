//! The long forms of findings about what a file tells that nobody meant to tell.

use super::Long;

pub(super) const SECRET: Long = Long {
    explanation: "The file holds a secret that only its owner may know: a token or a key whose shape is well known \
                  (of AWS, GitHub, GitLab, Slack, Google, Stripe, npm, PyPI and others), a JSON Web Token, a private \
                  key, or an address with a password in it. Everybody who can read the repository already has it. So \
                  revoke it where it was issued, then remove it from the file. No setting and no baseline can hide \
                  this finding. Obvious examples are not reported: they contain the word `EXAMPLE`, `...` in place \
                  of a key's lines, the host `example.com`, or a password such as `<password>` or `$PASSWORD`. Files \
                  below `content/`, `static/` and `themes/` are scanned; compressed files (archives, office files) \
                  are not opened.",
    bad: r"<!-- content/handbook/deploy.md -->
---
title: Deploy
---
Clone `https://robot:k3Vw9zQ@git.acme-corp.com/site.git` first.
",
    fixed: r"<!-- content/handbook/deploy.md -->
---
title: Deploy
---
Clone `https://robot:$TOKEN@git.acme-corp.com/site.git` first.
",
};

pub(super) const PUBLIC_PLACE: Long = Long {
    explanation: "The picture's metadata (Exif or XMP) contains coordinates, and everyone can read them. In a \
                  photograph that was taken at home, they are the home's. Remove them with `exiftool -gps:all= \
                  -xmp:geotag= FILE`, or save the picture without its metadata. JPEG, PNG, WebP, TIFF, HEIC, AVIF \
                  and JPEG XL are scanned. In a build for internal readers, the finding is the warning PMO-W0711.",
    bad: r"# content/handbook/team.jpg
<coordinates in its Exif data>
",
    fixed: r"# content/handbook/team.jpg
<no coordinates>
",
};

pub(super) const INTERNAL_PLACE: Long = Long {
    explanation: "The picture's metadata (Exif or XMP) contains coordinates, and this build is for internal readers. \
                  The same picture stops a public build (PMO-E0710). Remove the coordinates with `exiftool -gps:all= \
                  -xmp:geotag= FILE`, or save the picture without its metadata.",
    bad: r"# content/handbook/team.jpg
<coordinates in its Exif data>
",
    fixed: r"# content/handbook/team.jpg
<no coordinates>
",
};
