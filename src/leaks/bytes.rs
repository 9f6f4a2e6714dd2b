//! A file of which a few bytes are read here and there, within a budget.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

/// Bytes that are read of one file in all, with [`READ`] for each time: parts that lead to each other end here.
const BUDGET: u64 = 16 << 20;

/// What reading costs besides its bytes.
const READ: u64 = 64;

/// A file that is read here and there.
pub(super) struct Bytes<'a> {
    file: &'a mut dyn Source,
    /// How long it is.
    pub len: u64,
    budget: u64,
}

trait Source: Read + Seek {}

impl<T: Read + Seek> Source for T {}

impl<'a> Bytes<'a> {
    /// `file`, of which nothing has been read.
    pub fn of(file: &'a mut (impl Read + Seek)) -> io::Result<Self> {
        let len = file.seek(SeekFrom::End(0))?;
        Ok(Self { file, len, budget: BUDGET })
    }

    /// The `N` bytes at `offset`; nothing where the file is shorter.
    pub fn at<const N: usize>(&mut self, offset: u64) -> io::Result<Option<[u8; N]>> {
        Ok(self.some(offset, N)?.try_into().ok())
    }

    /// At most `len` bytes at `offset`: fewer where the file or the budget ends.
    pub fn some(&mut self, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let len = (len as u64).min(self.len.saturating_sub(offset)).min(self.budget);
        self.budget = self.budget.saturating_sub(len + READ);
        let mut bytes = Vec::new();
        if len > 0 {
            self.file.seek(SeekFrom::Start(offset))?;
            match (&mut *self.file).take(len).read_to_end(&mut bytes) {
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => {}
                Err(error) => return Err(error),
            }
        }
        Ok(bytes)
    }
}
