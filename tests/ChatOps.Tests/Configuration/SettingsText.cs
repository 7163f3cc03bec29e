using ChatOps.Bot;
using ChatOps.Bot.Configuration;

namespace ChatOps.Tests.Configuration;

/// <summary>Reads settings from a JSON text, as a file of its own.</summary>
internal static class SettingsText
{
    public static (Settings Settings, Findings Findings) Read(string json, IReadOnlyList<string>? arguments = null)
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"settings-{TestContext.CurrentContext.Test.ID}.json");
        File.WriteAllText(path, json);
        try
        {
            var findings = new Findings();
            var sources = SettingsSources.Read(new Launch { SettingsFile = path, ReadEnvironment = false, Arguments = arguments ?? [] }, findings);
            return (Settings.Read(sources, findings), findings);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
