using ChatOps.Operations.Ansible;

namespace ChatOps.Tests.Operations;

/// <summary>What ansible-playbook prints, read.</summary>
internal sealed class AnsibleOutputs
{
    private static AnsibleRecap Read(string output, int exitCode = 0) => AnsibleRecap.Read(new(exitCode, output, "", output));

    private static string Run(string temporary) => $$"""

        PLAY [web] *********************************************************************

        TASK [limits of the workers] ***************************************************
        --- before: /etc/app/limits.conf
        +++ after: /tmp/ansible-local-{{temporary}}/limits.conf
        @@ -1 +1 @@
        -workers = 400
        +workers = 4

        changed: [web-1]
        changed: [web-2]

        RUNNING HANDLER [restart the app] **********************************************
        changed: [web-1]

        PLAY RECAP *********************************************************************
        web-1                      : ok=2    changed=2    unreachable=0    failed=0    skipped=0    rescued=0    ignored=0
        web-2                      : ok=2    changed=1    unreachable=0    failed=0    skipped=0    rescued=0    ignored=0
        web-3                      : ok=2    changed=0    unreachable=0    failed=0    skipped=0    rescued=0    ignored=0

        """;

    [Test]
    public void Drift_names_the_tasks_and_hosts_and_the_same_drift_has_the_same_mark()
    {
        var (one, other) = (Read(Run("123abc")), Read(Run("987xyz")));

        Assert.That(one.Checked("site").Sentence, Is.EqualTo("2 hosts drifted from the plan site; it would change: limits of the workers on web-1, limits of the workers on web-2, restart the app on web-1"));
        Assert.That(one.Fingerprint, Is.EqualTo(other.Fingerprint));
        Assert.That(Read(Run("123abc").Replace("400", "500", StringComparison.Ordinal)).Fingerprint, Is.Not.EqualTo(one.Fingerprint));
    }

    [Test]
    public void A_host_that_cannot_be_reached_is_no_drift()
    {
        var recap = Read("""
            TASK [Gathering Facts] ****
            fatal: [web-1]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh"}

            PLAY RECAP ****
            web-1 : ok=0    changed=0    unreachable=1    failed=0    skipped=0    rescued=0    ignored=0
            """, 4);

        Assert.That(recap.Checked("site").Sentence, Does.StartWith("the plan site cannot be checked: web-1 cannot be reached: Failed to connect to the host via ssh"));
        Assert.That(recap.Checked("site").Values, Is.Null);
    }

    [Test]
    public void No_host_at_all_is_told() =>
        Assert.That(Read("[WARNING]: Could not match supplied host pattern, ignoring: web\nskipping: no hosts matched\n\nPLAY RECAP ****\n").Checked("site").Sentence, Is.EqualTo("the plan site cannot be checked: it applies to no host"));
}
