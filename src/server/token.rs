//! A secret of one run: whoever has it has read a page of ours.

/// 128 bits as hexadecimal digits.
///
/// # Errors
/// When the system has no randomness to give.
pub(super) fn token() -> Result<String, getrandom::Error> {
    use std::fmt::Write;
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// Whether `given` is `secret`, in a time that does not tell how much of it is right.
pub(super) fn is_same(given: &str, secret: &str) -> bool {
    let differs = given.bytes().zip(secret.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    given.len() == secret.len() && differs == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_run_has_its_own_token_and_only_all_of_it_is_right() {
        let (one, two) = (token().unwrap_or_default(), token().unwrap_or_default());
        assert!(one.len() == 32 && one != two);
        assert!(is_same(&one, &one));
        assert!(
            !is_same("", &one)
                && !is_same(&one[..31], &one)
                && !is_same(&two, &one)
                && !is_same(&format!("{one}0"), &one)
        );
    }
}
