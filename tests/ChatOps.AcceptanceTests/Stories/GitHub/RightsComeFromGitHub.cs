using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>Who may do what by GitHub's word on teams and permissions, and issues that a person declares by their label, with that person's rights.</summary>
internal sealed class RightsComeFromGitHub
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Test]
    public async Task A_team_and_a_permission_give_a_role_and_write_access_alone_gives_none()
    {
        await using var acme = await Organization.OpenAsync(new BotSettings().With("GitHub:Teams:backend-coordinator", "acme/sre").With("GitHub:Permissions:cloud-architect", "admin"));
        var (pia, tom, eve) = (acme.GitHub.AddUser("pia"), acme.GitHub.AddUser("tom"), acme.GitHub.AddUser("eve"));
        acme.GitHub.AddTeam(acme.Acme, "sre", pia);
        acme.GitHub.Grant(acme.Infra, tom, "admin");
        acme.GitHub.Grant(acme.Infra, eve, "write");
        var id = (await acme.Client.AlertAsync("SomethingOdd", "ledger", severity: "critical")).Single();
        var waiting = await acme.Client.IncidentWhenAsync(id, incident => incident.State == "awaitingAcknowledgement", Soon, "waiting for somebody");
        var issue = await acme.IssueAsync(id);

        var byWrite = await acme.SayAsync(eve, acme.Infra, issue.Number, "/chatops ack");
        var byNothing = await acme.SayAsync(acme.Max, acme.Infra, issue.Number, "/chatops ack");
        Assert.That((await acme.Client.IncidentAsync(id)).Owner, Is.Null);
        var byTeam = await acme.SayAsync(pia, acme.Infra, issue.Number, "/chatops ack");
        await acme.Client.IncidentWhenAsync(id, incident => incident.Owner is not null, Soon, "acknowledged");
        var byPermission = await acme.SayAsync(tom, acme.Infra, issue.Number, "/chatops ack");

        Assert.That(waiting.Level, Is.EqualTo(2));
        Assert.That(byWrite.Reactions, Has.Member("confused"), "heard, and refused: it takes a role");
        Assert.That(byNothing.Reactions, Has.Member("confused"));
        Assert.That(byTeam.Reactions, Has.Member("rocket"));
        Assert.That(byPermission.Reactions, Has.Member("rocket"));
        Assert.That(acme.GitHub.Issue(acme.Infra, issue.Number).Comments.Where(comment => comment.Author.Id == acme.GitHub.App.Bot.Id && comment.Body.Contains("is not linked", StringComparison.Ordinal)).Select(comment => comment.Body), Has.One.Contains("max"));
    }

    [Test]
    public async Task A_label_declares_an_incident_with_the_rights_of_whoever_gave_it()
    {
        await using var acme = await Organization.OpenAsync(new BotSettings());
        var number = acme.GitHub.Open(acme.Max, acme.Infra, "The ledger is wrong since noon @everyone", "I saw it at lunch.");
        var elsewhere = acme.GitHub.Open(acme.Max, acme.Shop, "Carts are empty");
        var request = acme.GitHub.OpenPullRequest(acme.Ana, acme.Infra, "a change");
        var machine = acme.GitHub.AddUser("helper[bot]", "Bot");
        acme.GitHub.Grant(acme.Infra, machine, "write");

        // Nobody whom we know, a machine, and a label of a pull request declare nothing.
        acme.GitHub.Label(acme.Max, acme.Infra, number, "incident");
        acme.GitHub.Label(machine, acme.Shop, elsewhere, "incident");
        acme.GitHub.Label(acme.Ana, acme.Infra, request, "incident");
        await acme.GitHub.IdleAsync();
        Assert.That(await acme.Client.IncidentsAsync(), Is.Empty);

        acme.GitHub.Label(acme.Ana, acme.Infra, number, "service:ledger");
        acme.GitHub.Relabel(acme.Ana, acme.Infra, number, "incident");
        await acme.Client.IncidentWhenAsync("INC-1", incident => incident.Service == "ledger", Soon, "declared");
        var issue = await acme.IssueAsync("INC-1", issue => issue.Number == number, "the issue that was labelled, with the head in it");
        Assert.That(issue.Body, Does.StartWith("I saw it at lunch."));
        Assert.That(issue.Labels, Has.Member("service:ledger").And.Member("incident"));
        Assert.That(issue.Comments.SelectMany(comment => comment.Called), Does.Not.Contain("everyone"));
        Assert.That((await acme.Client.TimelineAsync("INC-1"))[0].Details.ToString(), Does.Contain("\"ana\"").And.Contain("github"));

        // Elsewhere than where incidents are told it has an issue of its own there.
        acme.GitHub.Relabel(acme.Ana, acme.Shop, elsewhere, "incident");
        await acme.Client.IncidentWhenAsync("INC-2", incident => incident.Service == "shop", Soon, "declared");
        Assert.That((await acme.IssueAsync("INC-2")).Number, Is.Not.EqualTo(number));
        Assert.That((await acme.Client.IncidentsAsync()), Has.Count.EqualTo(2));
    }
}
