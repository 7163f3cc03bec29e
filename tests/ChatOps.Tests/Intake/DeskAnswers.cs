using System.Net.Http.Json;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using ChatOps.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Intake;

/// <summary>What the adapters of platforms ask before they hand over what somebody did there.</summary>
internal sealed class DeskAnswers
{
    private const string Json = """
        {
          "People": { "ana": { "Roles": [ "devops-coordinator" ], "Slack": "U0ANA" } },
          "Services": { "shop": { "Domain": "backend" }, "shop-db": { "Domain": "infrastructure" } }
        }
        """;

    [Test]
    public async Task Who_acts_is_the_person_of_the_identity_and_a_stranger_has_no_roles()
    {
        await using var bot = await RunningBot.StartAsync(Json);
        var desk = bot.Services.GetRequiredService<IChatDesk>();

        var ana = await desk.WhoAsync("slack", "U0ANA", CancellationToken.None);
        var stranger = await desk.WhoAsync("slack", "U0WHO", CancellationToken.None);
        var elsewhere = await desk.WhoAsync("teams", "U0ANA", CancellationToken.None);

        Assert.That((ana.Name, ana.Roles.Single(), ana.Via), Is.EqualTo(("ana", Role.DevOpsCoordinator, "slack")));
        Assert.That((stranger.Name, stranger.Roles.Count, elsewhere.Roles.Count), Is.EqualTo(("U0WHO", 0, 0)));
    }

    [Test]
    public async Task Heads_and_menus_show_what_is_open_now()
    {
        await using var bot = await RunningBot.StartAsync(Json);
        var desk = bot.Services.GetRequiredService<IChatDesk>();
        using var alert = await bot.Http.PostAsJsonAsync(new Uri("webhooks/alert", UriKind.Relative), new { name = "Odd", service = "shop", status = "firing" });

        var head = await desk.HeadAsync(new IncidentId(1), CancellationToken.None);

        Assert.That(head!.Summary, Does.Contain("INC-1"));
        Assert.That(await desk.HeadAsync(new IncidentId(2), CancellationToken.None), Is.Null);
        Assert.That((await desk.IncidentsAsync("SHOP", 5, CancellationToken.None)).Select(item => item.Value), Is.EqualTo(new[] { "INC-1" }));
        Assert.That(await desk.IncidentsAsync("blog", 5, CancellationToken.None), Is.Empty);
        Assert.That(desk.Services("sho", 5).Select(item => item.Value), Is.EqualTo(new[] { "shop", "shop-db" }));
        Assert.That(desk.Services("", 1), Has.Count.EqualTo(1));
        Assert.That(await desk.ThreadAsync("slack", "C0OPS/1.2", CancellationToken.None), Is.Null);
    }
}
