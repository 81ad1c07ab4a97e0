"""`attune score --jsonl`: a catalogue of any size, read, scored and written piece by piece."""
