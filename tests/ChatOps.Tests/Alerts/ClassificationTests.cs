using ChatOps.Core.Alerts;

namespace ChatOps.Tests.Alerts;

internal sealed class ClassificationTests
{
    private static readonly Classification Configured = new(
    [
        new ClassificationRule("Classification:1", Matchers.Parse("alertname=~\"Pg.*Backup.*\""), Challenge.BackupFailure),
        new ClassificationRule("Classification:2", Matchers.Parse("{alertname=\"TargetDown\",job=\"ci\"}"), Challenge.PipelineFailure),
    ]);

    [TestCase("alertname=TargetDown challenge=NetworkIssue", Challenge.NetworkIssue, "label challenge=\"NetworkIssue\"")]
    [TestCase("alertname=TargetDown challenge=network-issue", Challenge.NetworkIssue, "label challenge=\"network-issue\"")]
    [TestCase("alertname=TargetDown challenge=unknown", Challenge.Unknown, "label challenge=\"unknown\"")]
    [TestCase("alertname=PgNightlyBackupLate", Challenge.BackupFailure, "rule Classification:1: {alertname=~\"Pg.*Backup.*\"}")]
    [TestCase("alertname=TargetDown job=ci", Challenge.PipelineFailure, "rule Classification:2: {alertname=\"TargetDown\", job=\"ci\"}")]
    [TestCase("alertname=TargetDown job=web", Challenge.ServiceDown, "built-in rule for TargetDown")]
    [TestCase("alertname=targetDOWN", Challenge.ServiceDown, "built-in rule for targetDOWN")]
    [TestCase("alertname=MyOwn", Challenge.Unknown, "no rule knows the alert MyOwn")]
    [TestCase("job=web", Challenge.Unknown, "the alert has no name")]
    [TestCase("alertname=TargetDown challenge=bad-hair-day", Challenge.ServiceDown, "built-in rule for TargetDown (the label challenge=\"bad-hair-day\" names none of the nine)")]
    [TestCase("alertname=KubeJobFailed job_name=mail-28123456", Challenge.ContainerFailure, "built-in rule for KubeJobFailed")]
    [TestCase("alertname=KubeJobFailed job_name=Nightly-Backup-28123456", Challenge.BackupFailure, "built-in rule for KubeJobFailed of a backup: job_name=\"Nightly-Backup-28123456\"")]
    [TestCase("alertname=KubernetesCronjobFailing cronjob=pgdump", Challenge.BackupFailure, "built-in rule for KubernetesCronjobFailing of a backup: cronjob=\"pgdump\"")]
    [TestCase("alertname=KubernetesJobFailed job_name=volume-snapshot", Challenge.BackupFailure, "built-in rule for KubernetesJobFailed of a backup: job_name=\"volume-snapshot\"")]
    [TestCase("alertname=KubePodNotReady pod=backup-x2x7q job_name=backup", Challenge.ContainerFailure, "built-in rule for KubePodNotReady")]
    public void The_first_that_matches_counts_label_then_configuration_then_name(string labels, Challenge challenge, string rule) =>
        Assert.That(Configured.Of(Labels.Read(labels)), Is.EqualTo(new Classified(challenge, rule)));
}
