package trace

// Key is the key of an ordinary word in lower case: equal for its singular and
// plural, and for its British and American spellings.
func Key(lower string) string { return singular(american(lower)) }
