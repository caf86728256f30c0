"""Chapter 14, large jobs: tasks that are answered later, worked on part by part, and survive the process."""
