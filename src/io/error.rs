//! Why a site could not be read.

use std::fmt;

/// Everything that could not be read, each with its path; nothing is built from part of a site.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(.0))]
pub struct ScanError(pub Vec<(String, Fault)>);

impl ScanError {
    /// Whether somebody was writing while the site was read, so that it may well be readable now.
    pub(super) fn is_passing(&self) -> bool {
        self.0.iter().any(|(_, fault)| matches!(fault, Fault::Vanished | Fault::Changed))
    }
}

/// What is wrong with one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The system refused; its own words.
    System(String),
    /// The system does not let us read it.
    Forbidden,
    /// A named pipe, a socket or a device: reading one can wait for ever.
    Special,
    /// A folder where a file is expected.
    Folder,
    /// It was there when its folder was listed and is gone.
    Vanished,
    /// It was written to each time that it was read.
    Changed,
    /// A symbolic link to something outside of the site.
    Leaves,
    /// One of the folders that a site is read from, as a symbolic link to a folder outside of the site.
    Linked,
    /// A symbolic link to a folder that is read under another name.
    Shared,
    /// A symbolic link to the output or to a folder that holds it.
    Output,
    /// A symbolic link to nothing.
    Dangling,
    /// A symbolic link to a folder that holds the link.
    Circle,
    /// A symbolic link inside of a folder that was reached through one.
    Nested,
    /// A symbolic link to a file that is not read by its own name either.
    Hidden,
    /// A symbolic link to what is not published as it is, from where it would be.
    Sources,
    /// Its name is not text.
    Name,
    /// Its name has a backslash, so that it is two names on other systems and can be no address.
    Backslash,
    /// Two names that are one in composed Unicode.
    Twin,
    /// A text file larger than any that a person writes.
    Large,
    /// Folders nested without end.
    Deep,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::System(reason) => return f.write_str(reason),
            Self::Forbidden => "no permission to read it; allow it with `chmod u+r`, or move it out of the site",
            Self::Special => "is a pipe, a socket or a device and no file; remove it",
            Self::Folder => "is a folder and no file; rename it",
            Self::Vanished => "was removed while the site was read; run the command again",
            Self::Changed => "was written to while it was read; run the command again when that has ended",
            Self::Linked => {
                "symbolic link leaves the site's folder; copy what it points to into the site, or allow it with `--allow-linked-root`"
            }
            Self::Shared => "symbolic link leads to a folder that the site is read from under another name; remove it",
            Self::Output => {
                "symbolic link leads to the output folder or to one that holds it, so that each build would publish the last one again; \
                 remove it"
            }
            Self::Leaves => "symbolic link leaves the site's folder; copy what it points to into the site",
            Self::Dangling => "symbolic link leads nowhere; remove it or mend its target",
            Self::Circle => "symbolic link leads back to a folder that holds it; remove it",
            Self::Nested => "symbolic link inside of a linked folder is not followed; replace one of the two links with what it points to",
            Self::Hidden => "symbolic link leads to a hidden file; copy what it points to if it is meant to be read",
            Self::Sources => {
                "symbolic link leads to settings, a record or a page, which would be published as it is; copy what everyone may read"
            }
            Self::Name => "name is not UTF-8 text; rename it",
            Self::Backslash => "name has a backslash, which separates folders on other systems; rename it",
            Self::Twin => "name differs from another one only in how its accents are encoded; rename one of the two",
            Self::Large => "text file is larger than 64 MB; split it, or move it to `static/`",
            Self::Deep => "folders are nested more than 100 deep; move them up",
        })
    }
}

fn lines(faults: &[(String, Fault)]) -> String {
    faults.iter().map(|(path, fault)| format!("{path}: {fault}")).collect::<Vec<_>>().join("\n")
}
