namespace ChatOps.Bot.Health;

/// <summary>Tells the page that the emulator of Teams is let in without a token.</summary>
internal sealed class TeamsEmulatorNotice : IHealthPart
{
    /// <inheritdoc/>
    public bool Decides => false;

    /// <inheritdoc/>
    public HealthState State() => new("teams emulator", false, "Teams:AllowAnonymous is on: anybody on this machine can speak as anybody on Teams");
}
