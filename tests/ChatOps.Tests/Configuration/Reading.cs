using ChatOps.Bot.Configuration;
using ChatOps.Core.Incidents;

namespace ChatOps.Tests.Configuration;

internal sealed class Reading
{
    [Test]
    public void Without_any_key_every_figure_is_the_protocols()
    {
        var (settings, findings) = SettingsText.Read("{}");

        Assert.That(findings.Mistakes.Concat(findings.Warnings), Is.Empty);
        Assert.That(settings.Escalation, Is.EqualTo(new EscalationPolicy()));
        Assert.That(settings.StormPerMinute, Is.EqualTo(30));
        Assert.That(settings.Listen.Urls, Is.EqualTo("http://127.0.0.1:8080"));
        Assert.That(settings.Storage.File, Is.EqualTo("data/chatops.db"));
        Assert.That(settings.DisplayZone, Is.EqualTo(TimeZoneInfo.Utc));
    }

    [Test]
    public void The_ladder_is_read_level_by_level()
    {
        var (settings, findings) = SettingsText.Read("""
            { "Escalation": { "Recovery": { "MaxAttempts": 1, "Timeout": "00:00:09" },
                              "Levels": { "2": { "AcknowledgeWithin": "00:00:02", "ResolveWithin": "00:00:03" }, "3": { "ResolveWithin": "00:00:04" }, "4": { "RepeatEvery": "00:00:05" } } } }
            """);

        Assert.That(findings.Mistakes, Is.Empty);
        Assert.That(settings.Escalation, Is.EqualTo(new EscalationPolicy
        {
            MaxAttempts = 1,
            RecoveryTimeout = TimeSpan.FromSeconds(9),
            Level2 = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)),
            Level3 = new(TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(4)),
            RepeatEvery = TimeSpan.FromSeconds(5),
        }));
    }

    [Test]
    [Property("Rule", "2.2")]
    public void Services_keep_the_order_of_the_file_because_the_first_that_fits_has_the_alert()
    {
        var (settings, _) = SettingsText.Read("""{ "Services": { "zebra": { }, "ant": { "DependsOn": [ "zebra" ] }, "moth": { } } }""", ["--Services:bee:Impact=Honey"]);

        Assert.That(settings.Services.Select(entry => entry.Service.Name), Is.EqualTo((string[])["zebra", "ant", "moth", "bee"]));
        Assert.That(settings.Services[0].Service.Dependants, Is.EqualTo((string[])["ant"]));
    }

    [Test]
    public void The_command_line_has_the_last_word()
    {
        var (settings, _) = SettingsText.Read("""{ "PublicUrl": "http://one.example/" }""", ["--PublicUrl", "https://two.example/"]);

        Assert.That(settings.Listen.PublicUrl, Is.EqualTo(new Uri("https://two.example/")));
    }

    [Test]
    public void A_secret_can_come_from_a_file()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "a-secret");
        File.WriteAllText(file, "hunter2\n");

        var (settings, findings) = SettingsText.Read("""{ "People": { "ana": { } } }""", [$"--Auth:Tokens:ana:Secret:File={file}", "--Auth:Tokens:ana:Person=ana"]);

        Assert.That(findings.Mistakes, Is.Empty);
        Assert.That(settings.Auth.Tokens.Single().Secret, Is.EqualTo("hunter2"));
        Assert.That(settings.Auth.Tokens.Single().Scopes, Is.EquivalentTo((TokenScope[])[TokenScope.Read, TokenScope.Commands]));
        Assert.That($"{settings}", Does.Not.Contain("hunter2"));
    }

    [Test]
    public void With_a_token_the_bot_may_listen_beyond_loopback()
    {
        var (settings, findings) = SettingsText.Read("""{ "Urls": "http://0.0.0.0:80", "Auth": { "Tokens": { "x": { "Secret": "s" } } } }""");

        Assert.That(findings.Mistakes, Is.Empty);
        Assert.That(settings.Listen.LoopbackOnly, Is.False);
        Assert.That(findings.Warnings, Has.One.StartsWith("Sources holds nothing"));
    }

    [Test]
    public void Endpoints_of_Kestrel_stand_for_the_addresses_in_Urls()
    {
        var (settings, findings) = SettingsText.Read("""{ "Urls": "http://127.0.0.1:8080", "Kestrel": { "Endpoints": { "a": { "Url": "https://0.0.0.0:8443" } } } }""");

        Assert.That(settings.Listen.Urls, Is.Null);
        Assert.That(settings.Listen.Addresses.Select(address => address.Port), Is.EqualTo((int[])[8443]), "the health check and links use what is listened on");
        Assert.That(findings.Mistakes, Has.One.StartsWith("Kestrel:Endpoints holds \"https://0.0.0.0:8443\", which others can reach"));
    }

    [Test]
    public void Working_hours_are_read_in_their_zone()
    {
        var (settings, findings) = SettingsText.Read("""{ "Display": { "TimeZone": "Asia/Tokyo" }, "WorkingHours": { "From": "01:30", "To": "05:00", "Days": [ "friday", "Sunday" ] } }""");

        Assert.That(findings.Mistakes, Is.Empty);
        Assert.That(settings.WorkingHours.Zone.Id, Is.EqualTo("Asia/Tokyo"));
        Assert.That((settings.WorkingHours.From, settings.WorkingHours.To), Is.EqualTo((new TimeOnly(1, 30), new TimeOnly(5, 0))));
        Assert.That(settings.WorkingHours.Days, Is.EquivalentTo((DayOfWeek[])[DayOfWeek.Friday, DayOfWeek.Sunday]));
    }
}
