namespace ChatOps.Tests.Configuration;

internal sealed class Mistakes
{
    [TestCase("""{ "Escalation": { "Recovery": { "MaxAttempts": 7 } } }""", """Escalation:Recovery:MaxAttempts holds "7"; allowed: a whole number from 0 to 2""")]
    [TestCase("""{ "Escalation": { "Recovery": { "Timeout": "5" } } }""", """Escalation:Recovery:Timeout holds "5"; allowed: a duration from 00:00:00.0010000 to 01:00:00, written [d.]hh:mm:ss""")]
    [TestCase("""{ "Escalation": { "Levels": { "2": { "AcknowledgeWithin": "soon" } } } }""", """Escalation:Levels:2:AcknowledgeWithin holds "soon"; allowed: a duration from 00:00:00.0010000 to 30.00:00:00, written [d.]hh:mm:ss""")]
    [TestCase("""{ "Escalation": { "Levels": { "5": { } } } }""", "Escalation:Levels:5 holds a section, and there is no such key; did you mean Escalation:Levels:2?")]
    [TestCase("""{ "Escalaton": { "SettleFor": "00:01:00" } }""", "Escalaton holds a section, and there is no such key; did you mean Escalation?")]
    [TestCase("""{ "Display": { "TimeZone": "Mars/Olympus" } }""", """Display:TimeZone holds "Mars/Olympus"; allowed: a time zone's name such as UTC or Europe/Berlin""")]
    [TestCase("""{ "Storage": { "Provider": "Postgres" } }""", """Storage:Provider holds "Postgres"; allowed: Sqlite; PostgreSQL is not part of this version""")]
    [TestCase("""{ "Storage": { "Provider": "Oracle" } }""", """Storage:Provider holds "Oracle"; allowed: Sqlite""")]
    [TestCase("""{ "Storage": { "ConnectionString": "chatops.db" } }""", "Storage:ConnectionString holds a text without a data source; allowed: Data Source=<path of a file>, such as Data Source=data/chatops.db")]
    [TestCase("""{ "Services": { "db": { "Criticality": "criticl" } } }""", """Services:db:Criticality holds "criticl"; allowed: Low, Standard, Critical; did you mean Critical?""")]
    [TestCase("""{ "Services": { "db": { "Criticality": "2" } } }""", """Services:db:Criticality holds "2"; allowed: Low, Standard, Critical""")]
    [TestCase("""{ "Services": { "db": { "Recovery": { "Enabled": "maybe" } } } }""", """Services:db:Recovery:Enabled holds "maybe"; allowed: true or false""")]
    [TestCase("""{ "Services": { "db": { "Recovery": { "Runbooks": { "Sadness": "cheer-up" } } } } }""", """Services:db:Recovery:Runbooks:Sadness holds "cheer-up" for no challenge; allowed: Unknown, DeploymentFailed, ServiceDown, PerformanceIssue, ContainerFailure, NetworkIssue, ConfigurationError, BackupFailure, PipelineFailure, InfrastructureIssue""")]
    [TestCase("""{ "Services": "none" }""", """Services holds "none"; allowed: a section with keys of its own""")]
    [TestCase("""{ "Services": { "db": { "Targets": { "health": { "url": "x" } } } } }""", "Services:db:Targets:health holds a section; allowed: a text")]
    [TestCase("""{ "Classification": [ { "Match": [ "alertname=~\"a(b\"" ], "Challenge": "ServiceDown" } ] }""", "Classification:0:Match: ")]
    [TestCase("""{ "Routes": [ { "Match": [ "severity" ] } ] }""", "Routes:0:Match: 'severity' is no label matcher")]
    [TestCase("""{ "Classification": [ { "Match": [ "a=\"b\"" ], "Challenge": "ServerDown" } ] }""", """Classification:0:Challenge holds "ServerDown"; allowed: DeploymentFailed, ServiceDown, PerformanceIssue, ContainerFailure, NetworkIssue, ConfigurationError, BackupFailure, PipelineFailure, InfrastructureIssue; did you mean ServiceDown?""")]
    [TestCase("""{ "WorkingHours": { "From": "18:00", "To": "9 am" } }""", """WorkingHours:To holds "9 am"; allowed: a time of day, written hh:mm""")]
    [TestCase("""{ "WorkingHours": { "Days": [ "Funday" ] } }""", """WorkingHours:Days holds "Funday"; allowed: Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday""")]
    [TestCase("""{ "Auth": { "Tokens": { "ci": { "Scopes": [ "read" ] } } } }""", "Auth:Tokens:ci:Secret holds nothing; allowed: the text that the caller sends as its bearer token (or Auth:Tokens:ci:Secret:File)")]
    [TestCase("""{ "Auth": { "Tokens": { "ci": { "Secret": "s", "Scopes": [ "everything" ] } } } }""", """Auth:Tokens:ci:Scopes holds "everything"; allowed: read, commands, as""")]
    [TestCase("""{ "Auth": { "Tokens": { "ci": { "Secret": "s", "Person": "anna" } } }, "People": { "ana": { } } }""", """Auth:Tokens:ci:Person holds "anna"; allowed: a name of People; did you mean ana?""")]
    [TestCase("""{ "Auth": { "Tokens": { "ci": { "Secret": "s" }, "cd": { "Secret": "s" } } } }""", "Auth:Tokens holds the same Secret for cd and ci; allowed: a secret of its own for each")]
    [TestCase("""{ "Auth": { "Tokens": { "ci": { "Secret": "s", "Secret:File": "/nowhere" } } } }""", "Auth:Tokens:ci:Secret is set, and so is Auth:Tokens:ci:Secret:File; allowed: one of the two")]
    [TestCase("""{ "Auth": { "Tokens": { "ci": { "Secret:File": "/nowhere/at/all" } } } }""", """Auth:Tokens:ci:Secret:File holds "/nowhere/at/all"; allowed: a file that can be read and is not empty""")]
    [TestCase("""{ "Sources": { "prom": { "Kind": "Prometheus" } } }""", "Sources:prom:Token holds nothing; allowed: the text that the sender gives as its bearer token")]
    [TestCase("""{ "Sources": { "a": { "Token": "x" }, "b": { "Token": "x" } } }""", "Sources holds the same secret for a and b; allowed: a secret of its own for each, since it tells them apart")]
    [TestCase("""{ "Urls": "http://0.0.0.0:8080" }""", """Urls holds "http://0.0.0.0:8080", which others can reach, and nobody has to sign in; allowed without Auth:Tokens:{name}:Secret: loopback addresses""")]
    [TestCase("""{ "Urls": "8080" }""", """Urls holds "8080"; allowed: http addresses with a port, separated by semicolons (HTTPS: Kestrel:Endpoints), such as http://127.0.0.1:8080""")]
    [TestCase("""{ "PublicUrl": "chatops.example" }""", """PublicUrl holds "chatops.example"; allowed: an absolute http or https address""")]
    [TestCase("""{ "ForwardedHeaders": { "KnownProxies": [ "proxy" ] } }""", """ForwardedHeaders:KnownProxies holds "proxy"; allowed: IP addresses""")]
    [TestCase("""{ "Teams": { "Enabled": true, "TenantId": "t", "AppPassword": "s" } }""", """Teams:AppId holds nothing; allowed: the application (client) id of the bot's registration; with Teams:Enabled it is needed""")]
    [TestCase("""{ "Teams": { "Enabled": true, "AppId": "a", "TenantId": "t" } }""", """Teams:AppPassword holds nothing; allowed: the registration's client secret, or Teams:CertificatePath; one of the two is needed""")]
    [TestCase("""{ "Teams": { "Enabled": true, "AppId": "a", "TenantId": "botframework.com", "AppPassword": "s" } }""", """Teams:AllowedTenants holds nothing; allowed: the directory ids whose people are heard; a multi-tenant registration (Teams:TenantId botframework.com) hears nobody without it""")]
    [TestCase("""{ "Teams": { "Enabled": true, "AppId": "a", "TenantId": "t", "AppPassword": "s", "TokenEndpoint": "http://login.example/t/oauth2/v2.0/token" } }""", """Teams:TokenEndpoint holds "http://login.example/t/oauth2/v2.0/token"; allowed: an https address; http on loopback alone""")]
    [TestCase("""{ "Teams": { "Enabled": true, "AppId": "a", "TenantId": "t", "AppPassword": "s", "ServiceUrl": "https://elsewhere.example/" } }""", """Teams:ServiceUrl holds "https://elsewhere.example/"; allowed: an address whose host is one of Teams:ConnectorHosts""")]
    [TestCase("""{ "Teams": { "Enabled": true, "AllowAnonymous": true }, "Urls": "http://0.0.0.0:8080", "Auth": { "Tokens": { "a": { "Secret": "s" } } } }""", """Teams:AllowAnonymous holds "true", and "http://0.0.0.0:8080" can be reached by others; allowed: false, or a bot that listens on loopback alone""")]
    [TestCase("""{ "Slack": { "Enabled": true, "SigningSecret": "s" } }""", """Slack:BotToken holds nothing; allowed: the bot's token, which Slack gives when the app is installed; with Slack:Enabled it is needed""")]
    [TestCase("""{ "Slack": { "Enabled": true, "BotToken": "t" } }""", """Slack:SigningSecret holds nothing; allowed: the app's signing secret (deliveries over HTTP), or Slack:AppToken (Socket Mode); one of the two is needed""")]
    [TestCase("""{ "Slack": { "Enabled": true, "BotToken": "t", "SigningSecret": "s", "BaseUrl": "http://slack.example/api/" } }""", """Slack:BaseUrl holds "http://slack.example/api/"; allowed: an https address; http on loopback alone""")]
    [TestCase("""{ "People": { "ana": { "Slack": "U1" }, "kim": { "Slack": "U1" } } }""", """People holds the slack identity "U1" for ana and kim; allowed: an identity for one person""")]
    [TestCase("""{ "People": { "ana b": { } } }""", "People:ana b is a name with a blank in it; allowed: one word, as commands take it")]
    [TestCase("""{ "Storm": { "NewIncidentsPerMinute": "\u001b[31mmany" } }""", """Storm:NewIncidentsPerMinute holds "·[31mmany"; allowed: a whole number from 0 to 1000000""")]
    public void A_mistake_is_one_line_that_names_the_key_what_it_holds_and_what_is_allowed(string json, string expected)
    {
        var (_, findings) = SettingsText.Read(json);

        Assert.That(findings.Mistakes, Has.Count.EqualTo(1), string.Join('\n', findings.Mistakes));
        Assert.That(findings.Mistakes[0], Does.StartWith(expected));
        Assert.That(findings.Mistakes[0], Does.Not.Contain("\n"));
    }

    [Test]
    public void Ten_mistakes_are_ten_lines_at_once()
    {
        var (_, findings) = SettingsText.Read("""
            {
              "Urls": "http://example.org:80",
              "Storage": { "Provider": "Postgres" },
              "Display": { "TimeZone": "Nowhere" },
              "Escalation": { "SettleFor": "5", "ActionsPerHour": "many", "Levels": { "2": { "AcknowledgeWithin": "-00:01:00" } } },
              "Services": { "a": { "Domain": "space" }, "b": { "Match": [ "=\"x\"" ] } },
              "Routs": [ ],
              "Classification": [ { "Match": [ "a=\"b\"" ] } ]
            }
            """);

        Assert.That(findings.Mistakes, Has.Count.EqualTo(10), string.Join('\n', findings.Mistakes));
        Assert.That(findings.Mistakes.Select(line => line.Split(' ', ':')[0]).Distinct(), Is.EquivalentTo((string[])["Urls", "Storage", "Display", "Escalation", "Services", "Routs", "Classification"]));
    }

    [Test]
    public void A_secret_is_never_shown()
    {
        var (_, findings) = SettingsText.Read("""{ "Auth": { "Tokens": { "ci": { "Secrt": "hunter2", "Secret": "hunter2" }, "cd": { "Secret": "hunter2" } } } }""");

        Assert.That(findings.Mistakes, Has.Count.EqualTo(2));
        Assert.That(findings.Mistakes, Has.None.Contains("hunter2"));
    }

    [Test]
    public void A_file_that_is_no_JSON_is_one_mistake_with_its_line()
    {
        var (_, findings) = SettingsText.Read("{\n  \"Urls\": \"http://127.0.0.1:1\"\n  \"Storage\": {}\n}");

        Assert.That(findings.Mistakes, Has.Count.EqualTo(1));
        Assert.That(findings.Mistakes[0], Does.Contain("cannot be read as JSON").And.Contain("LineNumber: 2"));
    }

    [Test]
    public void Services_that_depend_on_each_other_in_a_circle_are_a_warning()
    {
        var (settings, findings) = SettingsText.Read("""{ "Services": { "a": { "DependsOn": [ "b" ] }, "b": { "DependsOn": [ "c" ] }, "c": { "DependsOn": [ "a", "x" ] } } }""");

        Assert.That(findings.Mistakes, Is.Empty);
        Assert.That(findings.Warnings, Is.EquivalentTo((string[])["Services depend on each other in a circle: a → b → c → a", "Services:c:DependsOn names \"x\", which the catalog does not have"]));
        Assert.That(settings.Services, Has.Count.EqualTo(3));
    }
}
