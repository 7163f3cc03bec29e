namespace ChatOps.GitHub.Inputs;

/// <summary>GitHub has not said yet who this bot is, and whether it hears itself cannot be told before: nothing was done, and the delivery is not remembered.</summary>
internal sealed class NotKnownYetException() : Exception("GitHub has not said yet who this bot is.");
