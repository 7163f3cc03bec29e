namespace ChatOps.AcceptanceTests.Scenarios.ConfigurationError;

/// <summary>A clean-up took the file of settings with it.</summary>
internal sealed class TheSettingsAreGone : SettingsInGit
{
    protected override Task ChangeAsync()
    {
        File.Delete(Path.Combine(Clone.Path, "app.conf"));
        return Task.CompletedTask;
    }
}
