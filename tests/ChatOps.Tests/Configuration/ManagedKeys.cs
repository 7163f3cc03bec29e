using ChatOps.Operations.Git;

namespace ChatOps.Tests.Configuration;

/// <summary>The systems that runbooks look into by the names of the configuration, and the mistakes in them.</summary>
[Platform("Linux")]
internal sealed class ManagedKeys
{
    [Test]
    public void Databases_clones_plans_and_backups_are_read_and_passwords_are_secrets()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "Host=db-2;Username=bot;Password=from-a-file\n");
        var (settings, findings) = SettingsText.Read($$"""
            { "Operations": {
                "Postgres": { "Databases": { "shop": "Host=db-1;Username=bot;Password=hunter-22", "scratch": { "File": "{{file}}" } } },
                "Git": { "Repositories": { "conf": { "Folder": "/srv/conf", "Good": "good", "Paths": ["app.conf"], "Remote": "origin" } }, "Environment": { "GIT_SSH_COMMAND": "ssh" } },
                "Ansible": { "Plans": { "site": { "Playbook": "/srv/site.yml", "Limit": "web" } } },
                "Backup": { "Sets": { "shop": { "Files": "/var/backups/*.dump", "NewerThan": "02:00:00", "Scratch": "scratch", "Tables": "orders" } } } } }
            """);
        File.Delete(file);

        Assert.That(findings.Mistakes, Is.Empty);
        var managed = settings.Recovery.Managed;
        Assert.That(managed.Git.Repositories["CONF"], Is.EqualTo(new GitRepository("/srv/conf", "good", managed.Git.Repositories["conf"].Paths, "origin")));
        Assert.That((managed.Ansible.Plans["site"].Playbook, managed.Ansible.Plans["site"].Limit), Is.EqualTo(("/srv/site.yml", "web")));
        var set = managed.Backup.Sets["shop"];
        Assert.That((set.NewerThan, set.Share, set.Scratch, set.Tables.Single()), Is.EqualTo((TimeSpan.FromHours(2), 50, managed.Postgres.Find("scratch"), "orders")));
        Assert.That(settings.Secrets, Does.Contain("hunter-22").And.Contain("from-a-file"));
    }

    [TestCase("""{ "Postgres": { "Databases": { "shop": "Password=hunter2" } } }""", "Operations:Postgres:Databases:shop: it names no Host; allowed: a connection string such as")]
    [TestCase("""{ "Postgres": { "Databases": { "shop": "hunter2" } } }""", "Operations:Postgres:Databases:shop: it is no connection string; allowed:")]
    [TestCase("""{ "Git": { "Repositories": { "conf": { "Good": "v1" } } } }""", "Operations:Git:Repositories:conf:Folder holds nothing; allowed: the folder of a clone")]
    [TestCase("""{ "Git": { "Repositories": { "conf": { "Folder": "/x", "Paths": ["../etc"] } } } }""", "Operations:Git:Repositories:conf:Paths holds \"../etc\"; allowed: paths relative to the folder, inside it")]
    [TestCase("""{ "Ansible": { "Plans": { "site": { "Playbok": "/x" } } } }""", "Operations:Ansible:Plans:site:Playbok holds \"/x\", and there is no such key")]
    [TestCase("""{ "Backup": { "Sets": { "shop": { "Files": "/x/*", "Scratch": "nowhere" } } } }""", "Operations:Backup:Sets:shop:Scratch holds \"nowhere\"; allowed: a name of Operations:Postgres:Databases (none)")]
    public void A_mistake_names_the_key_and_what_is_allowed_and_no_password(string operations, string mistake)
    {
        var mistakes = SettingsText.Read($$"""{ "Operations": {{operations}} }""").Findings.Mistakes;

        Assert.That(mistakes, Has.Some.StartsWith(mistake));
        Assert.That(mistakes, Has.None.Contains("hunter2"));
    }
}
