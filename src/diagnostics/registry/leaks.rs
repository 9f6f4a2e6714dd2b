//! The long forms of findings about what a file tells that nobody meant to tell.

use super::Long;

pub(super) const SECRET: Long = Long {
    explanation: "The file holds something that only its owner may know: a token or a key whose shape is well known (of AWS, GitHub, GitLab, \
                  Slack, Google, Stripe, npm, PyPI and others), a JSON Web Token, a private key, or an address with a password in it. \
                  Whoever can read the repository has it already, so withdraw it where it was issued; then take it out. No setting lets \
                  it pass, and no baseline covers it. An example is told by being one: it has the word `EXAMPLE` in it, `...` in place of a \
                  key's lines, the host `example.com`, or a password such as `<password>` or `$PASSWORD`. Files below `content/`, `static/` \
                  and `themes/` are looked at; what is packed (archives, office files) is not opened.",
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
    explanation: "The picture's metadata (Exif or XMP) hold coordinates, and everyone can read them: of a photograph taken at home, the home. \
                  Take them out, with `exiftool -gps:all= -xmp:geotag= FILE` or by saving the picture without its metadata. JPEG, PNG, WebP, \
                  TIFF, HEIC, AVIF and JPEG XL are looked at. In a build for readers inside it is the warning PMO-W0711.",
    bad: r"# content/handbook/team.jpg
<coordinates in its Exif data>
",
    fixed: r"# content/handbook/team.jpg
<no coordinates>
",
};

pub(super) const INTERNAL_PLACE: Long = Long {
    explanation: "The picture's metadata (Exif or XMP) hold coordinates, and this build is for readers inside. A public build is stopped by the \
                  same picture (PMO-E0710). Take them out, with `exiftool -gps:all= -xmp:geotag= FILE` or by saving the picture without its \
                  metadata.",
    bad: r"# content/handbook/team.jpg
<coordinates in its Exif data>
",
    fixed: r"# content/handbook/team.jpg
<no coordinates>
",
};
