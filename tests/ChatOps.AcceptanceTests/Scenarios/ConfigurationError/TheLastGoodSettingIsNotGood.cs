namespace ChatOps.AcceptanceTests.Scenarios.ConfigurationError;

/// <summary>The tag was set on what the program refuses: there is nothing to go back to.</summary>
internal sealed class TheLastGoodSettingIsNotGood : SettingsInGit
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["is as in good", "as many workers as there are cores", "refused the connection"];

    protected override async Task ChangeAsync()
    {
        await Clone.CommitAsync("as many workers as there are cores", ("app.conf", "workers = auto\n"));
        await Clone.GitAsync("tag", "--force", "good");
    }
}
