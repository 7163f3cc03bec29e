using System.Reflection;
using System.Text.RegularExpressions;
using ChatOps.Tests.Conventions;

namespace ChatOps.Tests.Incidents;

/// <summary>Each numbered rule of docs/protocol.md has a test that names it: a row of the examples, or the property "Rule".</summary>
internal sealed partial class RulesHaveTests
{
    [Test]
    public void Every_numbered_rule_has_a_test_that_names_it()
    {
        var rules = File.ReadLines(Path.Combine(Repository.Root, "docs", "protocol.md")).Select(line => Numbered().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        var named = typeof(RulesHaveTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Cast<MemberInfo>().Append(type))
            .SelectMany(member => member.GetCustomAttributes<PropertyAttribute>())
            .SelectMany(property => property.Properties["Rule"].OfType<string>());

        Assert.That(rules, Has.Count.GreaterThan(30));
        Assert.That(rules.Except(named).Except(LadderExamples.Rows.Select(row => row.Rule)), Is.Empty);
    }

    [GeneratedRegex(@"^- ([26]\.\d+) ")]
    private static partial Regex Numbered();
}
