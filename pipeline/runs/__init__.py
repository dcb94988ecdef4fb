"""A run: looked up once as a job, done stage by stage, its outputs delivered, its record written."""
