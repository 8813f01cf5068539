"""Who somebody is and what that allows: roles, rights, which passwords are good, the names of cookies. Pure rules."""
