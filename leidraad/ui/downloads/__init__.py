"""Taking something along, on whatever page: choosing a file, having it made, saving it."""
