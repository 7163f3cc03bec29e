using ChatOps.Alerting;
using ChatOps.Bot.Sources;
using ChatOps.Tests.Configuration;
using ChatOps.Tests.Conventions;

namespace ChatOps.Tests.Sources;

/// <summary>What the pages give to paste is what <c>docs/sources.md</c> says.</summary>
internal sealed class SourceGuideTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "sources.md"));

    private static IEnumerable<SourceKind> Kinds => Enum.GetValues<SourceKind>().Where(kind => kind != SourceKind.Any);

    [TestCaseSource(nameof(Kinds))]
    public void Every_kind_has_lines_to_paste_that_are_the_documents_own(SourceKind kind)
    {
        var text = SourceGuide.Of(kind, "https://bot.example");

        Assert.That(Document.ReplaceLineEndings("\n"), Does.Contain(text).And.Contain($"## {SourceGuide.TitleOf(kind)}\n"));
        Assert.That(text, Does.Contain("```").Or.Contain("https://bot.example"), "something to paste");
    }

    [TestCaseSource(nameof(Kinds))]
    public void The_lines_have_the_bots_own_address_and_path_and_no_other(SourceKind kind)
    {
        var text = SourceGuide.Of(kind, "http://ops.internal:9000");

        Assert.That(text, Does.Not.Contain("bot.example").And.Not.Contain("127.0.0.1:8080").And.Not.Contain("https://ops.internal"));
        Assert.That(text, Does.Contain("ops.internal:9000"));
    }

    [Test]
    public void Prometheus_is_told_the_host_and_how_it_is_reached()
    {
        Assert.That(SourceGuide.Of(SourceKind.Prometheus, "http://ops.internal:9000"), Does.Contain("""targets: ["ops.internal:9000"]""").And.Contain("scheme: http\n"));
        Assert.That(SourceGuide.Of(SourceKind.Prometheus, "https://ops.example"), Does.Contain("""targets: ["ops.example"]""").And.Contain("scheme: https\n"));
    }

    [TestCaseSource(nameof(Kinds))]
    public void The_proposed_source_is_one_that_the_configuration_takes(SourceKind kind)
    {
        var proposed = SourceGuide.ConfigurationOf(kind, "mine").Replace("arn:aws:sns:…", "arn:aws:sns:eu-central-1:123456789012:alarms", StringComparison.Ordinal).Replace("\"Name\": \"…\", \"Status\": \"…\"", "\"Name\": \"n\", \"Status\": \"s\"", StringComparison.Ordinal);

        var (settings, findings) = SettingsText.Read($"{{ {proposed} }}");

        Assert.That((findings.Mistakes, settings.Sources.Single().Name, settings.Sources.Single().Source.Kind), Is.EqualTo((Array.Empty<string>(), "mine", kind)));
    }

    [Test]
    public void Amazon_may_be_given_an_address_with_a_token_in_it() =>
        Assert.That(SourceGuide.Of(SourceKind.Sns, "https://ops.example"), Does.Contain("`https://any:TOKEN@ops.example/webhooks/sns`"));

    [Test]
    public void Every_path_that_takes_alerts_stands_in_the_lines_of_its_kind() =>
        Assert.That(Kinds.Where(kind => kind is not (SourceKind.Prometheus)).Select(kind => SourceGuide.Of(kind, "http://b")), Has.All.Match("http://b/(webhooks/[a-z]+|v2/enqueue)"));
}
