"""What changed between two versions: the words of a field, and which action continues which. No Django inside."""
