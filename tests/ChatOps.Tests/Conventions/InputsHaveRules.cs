using ChatOps.Core.Incidents;

namespace ChatOps.Tests.Conventions;

/// <summary>Every input has one rule, which stands beside it in a file of its name, and the decider's switch calls it.</summary>
internal sealed class InputsHaveRules
{
    private static readonly string Decider =
        File.ReadAllText(Path.Combine(Repository.Root, "bot", "ChatOps.Core", "Incidents", "IncidentDecider.cs"));

    private static IEnumerable<Type> Inputs =>
        ProductAssemblies.Core.GetTypes().Where(type => typeof(IncidentInput).IsAssignableFrom(type) && !type.IsAbstract);

    [TestCaseSource(nameof(Inputs))]
    public void An_input_has_one_rule_in_a_file_of_its_name(Type input)
    {
        string[] folders = ["bot", "ChatOps.Core", .. input.Namespace!["ChatOps.Core.".Length..].Split('.')];
        var file = Path.Combine([Repository.Root, .. folders, input.Name + ".cs"]);

        Assert.That(File.Exists(file), file);
        Assert.That(File.ReadAllText(file), Does.Contain($"record {input.Name}(").And.Contain($"static class {input.Name}Rule"));
        Assert.That(Decider, Does.Contain($"{input.Name}Rule."));
    }
}
