namespace ChatOps.AcceptanceTests.Scenarios.ConfigurationError;

/// <summary>A commit since the last good revision is what the program refuses.</summary>
internal sealed class ABadSettingWasCommitted : SettingsInGit
{
    protected override Task ChangeAsync() => Clone.CommitAsync("as many workers as there are cores", ("app.conf", "workers = auto\n"));
}
