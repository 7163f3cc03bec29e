using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.Benchmarks.GitHub;

/// <summary>
/// Deliveries of comments that hold no command, taken a second. Probot checks the signature and gives each to its app; the bot has each delivery's id on
/// disk before it answers. Both are warmed up first, then measured in turn three times; the medians are shown.
/// </summary>
internal static class CommentDeliveries
{
    private const int Rounds = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(Report report)
    {
        await using var github = await GitHubServer.StartAsync();
        var payload = await PayloadAsync();
        var signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(github.App.WebhookSecret), Encoding.UTF8.GetBytes(payload)));
        await using var probot = await ProbotServer.StartAsync(github);
        await using var bot = await BotProcess.StartAsync(IntakeRate.Quiet
            .With("GitHub:Enabled", "true").With("GitHub:BaseUrl", github.Address.AbsoluteUri).With("GitHub:WebhookSecret", github.App.WebhookSecret)
            .With("GitHub:AppId", github.App.Id.ToString(CultureInfo.InvariantCulture)).With("GitHub:PrivateKey", github.App.PrivateKey));
        Task<double> RateAsync(Uri target, string run, TimeSpan duration) => Wrk.RunAsync(target, folder => Script(folder, payload, signature, run), duration);

        await RateAsync(probot.Address, "warm-probot", WarmUp);
        await RateAsync(bot.Address, "warm", WarmUp);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            theirs.Add(await RateAsync(probot.Address, Text($"probot-{round}"), Round));
            ours.Add(await RateAsync(bot.Address, Text($"ours-{round}"), Round));
        }

        var (our, their) = (IntakeRate.Median(ours), IntakeRate.Median(theirs));
        report.Add(Text($"deliveries of a comment a second ({payload.Length / 1024.0:0.0} KB each), 32 connections"), Text($"{our:N0} ({our / their:0.00} of it), each id on disk"), Text($"Probot: {their:N0}, nothing kept"), "at least its rate");
        report.Add("peak memory meanwhile", Text($"{Memory.PeakOf(bot.Id):0} MB"), Text($"Probot: {Memory.PeakOf(probot.Id):0} MB"), "for information");
    }

    /// <summary>A new comment as GitHub told of it once.</summary>
    private static async Task<string> PayloadAsync()
    {
        var examples = await File.ReadAllTextAsync(Path.Combine(Built.Root, "tests", "npm", "node_modules", "@octokit", "webhooks-examples", "api.github.com", "index.json"));
        var comments = JsonNode.Parse(examples)!.AsArray().First(kind => (string?)kind!["name"] == "issue_comment")!["examples"]!.AsArray();
        return comments.First(example => (string?)example!["action"] == "created")!.ToJsonString();
    }

    /// <summary>A script for wrk. Of one body there is one signature; each delivery has an id of its own.</summary>
    private static string Script(TemporaryFolder folder, string payload, string signature, string run) => folder.Write(
        "deliveries.lua",
        $$"""
        local file = io.open("{{folder.Write("payload.json", payload)}}", "r")
        local body = file:read("*a")
        file:close()
        local n = 0
        local headers = { ["Content-Type"] = "application/json", ["User-Agent"] = "GitHub-Hookshot/044aadd", ["X-GitHub-Event"] = "issue_comment", ["X-Hub-Signature-256"] = "{{signature}}" }
        request = function()
          n = n + 1
          headers["X-GitHub-Delivery"] = "{{run}}-" .. n
          return wrk.format("POST", "/github/webhooks", headers, body)
        end
        """);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
