using ChatOps.AcceptanceTests.Harness;
using ChatOps.Core.Recovery;
using ChatOps.Operations.Ansible;

namespace ChatOps.AcceptanceTests.Actions;

/// <summary>The action <c>ansible</c> with ansible-playbook itself, on files of the test.</summary>
internal sealed class AnsibleOnThisMachine
{
    private readonly TemporaryFolder folder = new();

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    private Task<ActionResult> DoAsync(string playbook, params (string, string)[] further) =>
        new AnsibleAction(new(new Dictionary<string, AnsiblePlan> { ["site"] = new(folder.File(playbook), null, null, []) }, new Dictionary<string, string>()), TimeProvider.System)
            .RunAsync(ActionArguments.Of([("plan", "site"), .. further]), default);

    [Test]
    public async Task Drift_is_told_with_its_difference_and_only_what_was_shown_is_carried_out()
    {
        var file = folder.Write("limits.conf", "workers = 4\n");
        folder.Write("site.yml", $$"""
            - hosts: localhost
              gather_facts: false
              tasks:
                - name: limits of the workers
                  ansible.builtin.copy: { dest: "{{file}}", content: "workers = 4\n", mode: "0644" }
            """);
        var clean = await DoAsync("site.yml");
        Assert.That((clean.Passed, clean.Sentence), Is.EqualTo((true, "the plan site is clean on 1 host")), clean.Output);

        File.WriteAllText(file, "workers = 400\n");
        var drift = await DoAsync("site.yml");
        Assert.That((drift.Passed, drift.Sentence), Is.EqualTo((false, "1 host drifted from the plan site; it would change: limits of the workers on localhost")), drift.Output);
        Assert.That(drift.Output, Does.Contain("-workers = 400").And.Contain("+workers = 4"));
        Assert.That(File.ReadAllText(file), Is.EqualTo("workers = 400\n"), "a check changes nothing");

        File.WriteAllText(file, "workers = 500\n");
        var other = await DoAsync("site.yml", ("do", "apply"), ("shown", drift.Values!["shown"]));
        Assert.That((other.Passed, other.Sentence), Is.EqualTo((false, "the drift of site is not the one that was shown any more; nothing was carried out")));
        Assert.That(File.ReadAllText(file), Is.EqualTo("workers = 500\n"));

        File.WriteAllText(file, "workers = 400\n");
        var applied = await DoAsync("site.yml", ("do", "apply"), ("shown", drift.Values["shown"]));
        Assert.That((applied.Passed, applied.Sentence), Is.EqualTo((true, "the plan site was carried out on 1 host; changed: limits of the workers on localhost")), applied.Output);
        Assert.That(File.ReadAllText(file), Is.EqualTo("workers = 4\n"));
    }

    [Test]
    public async Task A_plan_that_fails_names_its_task_and_one_that_is_not_there_is_named()
    {
        folder.Write("broken.yml", """
            - hosts: localhost
              gather_facts: false
              tasks:
                - name: needs a file
                  ansible.builtin.copy: { src: /no/such/file, dest: /tmp/never }
            """);
        folder.Write("wrong.yml", "- hosts: localhost\n  tasks: 3\n");

        Assert.That((await DoAsync("broken.yml")).Sentence, Does.StartWith("the plan site cannot be checked: localhost failed at \"needs a file\": Could not find or access '/no/such/file'"));
        Assert.That((await DoAsync("wrong.yml")).Sentence, Does.StartWith("the plan site cannot be checked: ansible-playbook ended with ").And.Contain("ERROR!"));
        Assert.That((await DoAsync("no.yml")).Sentence, Is.EqualTo($"the playbook {folder.File("no.yml")} is not there"));
    }
}
