"""Chapter 3, what work needs: occupations, their profiles and titles."""
