namespace ChatOps.AcceptanceTests.Scenarios.ConfigurationError;

/// <summary>Somebody edited the file on the machine.</summary>
internal sealed class ABadSettingWasMadeByHand : SettingsInGit
{
    protected override Task ChangeAsync()
    {
        Clone.Write("app.conf", "workers =\n");
        return Task.CompletedTask;
    }
}
