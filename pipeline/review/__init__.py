"""What a person is asked, and what they answered: export, import, verdicts, corrections."""
