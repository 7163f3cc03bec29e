using ChatOps.Bot.Recovery;

namespace ChatOps.Tests.Configuration;

/// <summary>What GitHub is spoken to with, and the mistakes in it.</summary>
internal sealed class GitHubKeys
{
    [TestCase("""{ "WebhookSecret": "s" }""", "GitHub:AppId holds nothing; allowed: the app's id (with GitHub:PrivateKey), or GitHub:Token")]
    [TestCase("""{ "WebhookSecret": "s", "AppId": "1" }""", "GitHub:PrivateKey holds nothing; allowed: the app's private key")]
    [TestCase("""{ "WebhookSecret": "s", "AppId": "1", "PrivateKey": "-----BEGIN RSA PRIVATE KEY-----" }""", "GitHub:PrivateKey holds no private key; allowed: the PEM file")]
    [TestCase("""{ "WebhookSecret": "s", "AppId": "1", "Token": "t" }""", "GitHub:Token is set, and so is GitHub:AppId or GitHub:PrivateKey")]
    [TestCase("""{ "Token": "t" }""", "GitHub:WebhookSecret holds nothing; allowed: the secret that the hook signs its deliveries with")]
    [TestCase("""{ "WebhookSecret": "s", "Token": "t", "BaseUrl": "http://github.example.com/" }""", "GitHub:BaseUrl holds \"http://github.example.com/\"; allowed: an https address")]
    [TestCase("""{ "WebhookSecret": "s", "Token": "t", "Prefix": "chatops" }""", "GitHub:Prefix holds \"chatops\"; allowed: one word that starts with a slash")]
    [TestCase("""{ "WebhookSecret": "s", "Token": "t", "Teams": { "cloud-architect": "devops" } }""", "GitHub:Teams:cloud-architect holds \"devops\"; allowed: organization/team")]
    [TestCase("""{ "WebhookSecret": "s", "Token": "t", "Permissions": { "cloud-architect": "read" } }""", "GitHub:Permissions:cloud-architect holds \"read\"; allowed: write, maintain, admin")]
    [TestCase("""{ "WebhookSecret": "s", "Token": "t", "Repositories": { "shop": {} } }""", "GitHub:Repositories:shop is no repository; allowed: owner/name")]
    [TestCase("""{ "WebhookSecret": "s", "Token": "t", "Repositories": { "acme/shop": { "Rollback": { "Workflow": "../x.yml" } } } }""", "GitHub:Repositories:acme/shop:Rollback:Workflow holds \"../x.yml\"; allowed: the file of a workflow")]
    [TestCase("""{ "WebhookSecret": "s", "Token": "t", "Repositories": { "acme/shop": { "Rollback": { "Workflow": "x.yml", "Risk": "observe" } } } }""", "GitHub:Repositories:acme/shop:Rollback:Risk holds \"observe\"; allowed: Destructive, Reversible")]
    public void A_mistake_is_named_and_stops_nothing_else_from_being_read(string github, string mistake)
    {
        var (settings, findings) = SettingsText.Read($$"""{ "GitHub": {{github.Insert(1, "\"Enabled\": true, ")}} }""");

        using var runbooks = Runbooks.Read(settings, TimeProvider.System, findings);

        Assert.That(findings.Mistakes, Has.One.StartsWith(mistake));
    }
}
