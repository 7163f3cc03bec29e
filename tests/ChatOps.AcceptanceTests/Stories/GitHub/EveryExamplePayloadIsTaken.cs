using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>All example payloads that GitHub's users collected (npm <c>@octokit/webhooks-examples</c>), of github.com and of five Enterprise Servers, signed: each is taken.</summary>
internal sealed class EveryExamplePayloadIsTaken
{
    private static readonly string[] Editions = ["api.github.com", "ghes-31", "ghes-32", "ghes-33", "ghes-34", "ghes-35"];

    private static readonly string[] Understood = ["issue_comment", "issues", "workflow_run", "check_run", "check_suite", "deployment_status", "ping"];

    [Test]
    public async Task Each_is_answered_with_2xx()
    {
        await using var acme = await Organization.OpenAsync(new BotSettings().With("GitHub:Repositories:Codertocat/Hello-World:Branches:0", "*").With("GitHub:Repositories:octo-org/octo-repo:Branches:0", "*"));
        var statuses = new List<(string Edition, string Event, int? Status)>();
        JsonNode? failed = null;
        foreach (var edition in Editions)
        {
            var text = await File.ReadAllTextAsync(Path.Combine(Built.Root, "tests", "npm", "node_modules", "@octokit", "webhooks-examples", edition, "index.json"));
            foreach (var kind in JsonNode.Parse(text)!.AsArray())
            {
                var name = (string)kind!["name"]!;
                foreach (var example in kind["examples"]!.AsArray())
                {
                    if (name == "deployment_status" && failed is null)
                    {
                        failed = example!.DeepClone();
                        (failed["deployment_status"]!["state"], failed["deployment_status"]!["updated_at"]) = ("failure", TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
                        failed["deployment_status"]!["id"] = long.MaxValue;
                    }

                    statuses.Add((edition, name, (await acme.GitHub.SendAsync(name, example!.ToJsonString())).Status));
                }
            }
        }

        await TestContext.Out.WriteLineAsync($"{"event",-40}{string.Concat(Editions.Select(edition => $"{edition,-16}"))}");
        foreach (var kind in statuses.GroupBy(one => one.Event).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var cells = Editions.Select(edition => $"{kind.Count(one => one.Edition == edition && one.Status is >= 200 and < 300)} of {kind.Count(one => one.Edition == edition)}");
            await TestContext.Out.WriteLineAsync($"{kind.Key + (Understood.Contains(kind.Key) ? " *" : ""),-40}{string.Concat(cells.Select(cell => $"{cell,-16}"))}");
        }

        await TestContext.Out.WriteLineAsync($"{statuses.Count} payloads; * is read by the bot");
        Assert.That(statuses, Has.Count.GreaterThan(500));
        Assert.That(statuses.Where(one => one.Status is not (>= 200 and < 300)), Is.Empty);
        Assert.That(await acme.Client.IncidentsAsync(), Is.Empty, "none of them failed on a branch that counts");
        Assert.That((await acme.GitHub.SendAsync("deployment_status", failed!.ToJsonString())).Status, Is.EqualTo(202));
        Assert.That((await acme.Client.IncidentsAsync()).Single().Challenge, Is.EqualTo("DeploymentFailed"), "one that did is understood");
    }
}
