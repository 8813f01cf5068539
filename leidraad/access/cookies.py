"""The cookies of the Teamscan: what they are called. Each holds a random number; none names a person."""

#: A browser that is signed in, or that looks around in the example school.
SESSION = "leidraad_sessie"
#: A phone that takes part: by it somebody finds the own answers back.
DEVICE = "leidraad_toestel"
#: A phone that opened the check page since the server started.
CHECK = "leidraad_test"
