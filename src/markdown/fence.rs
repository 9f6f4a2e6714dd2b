//! Whether a fenced code block was closed.

/// Whether `block`, the source of a fenced code block from its opening fence on, ends with a closing fence.
///
/// The last line may be inside quotes, so `>` and white space before the fence do not count.
pub(super) fn is_closed(block: &str) -> bool {
    let Some(fence) = block.trim_start().chars().next().filter(|first| matches!(first, '`' | '~')) else { return true };
    let opening = block.trim_start().chars().take_while(|character| *character == fence).count();
    let Some((_, last)) = block.trim_end().rsplit_once('\n') else { return false };
    let prefix = last.trim_end_matches(fence);
    last.len() - prefix.len() >= opening
        && prefix.chars().all(|character| character.is_whitespace() || character == '>')
}

#[cfg(test)]
mod tests {
    use super::is_closed;

    #[test]
    fn a_block_is_closed_by_a_fence_as_long_as_its_own() {
        assert!(is_closed("```sh\nx\n```\n"));
        assert!(is_closed("~~~\nx\n> ~~~~  \n"));
        assert!(is_closed("```\n```"));
        assert!(!is_closed("```sh\nx\n"));
        assert!(!is_closed("````\nx\n```"));
        assert!(!is_closed("```"));
        assert!(!is_closed("```\nx ```"));
    }
}
