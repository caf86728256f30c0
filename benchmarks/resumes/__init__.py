"""How well résumés are read in each layout: invented workers, written as files by scripts of ours."""
