using static ChatOps.Alerting.Mapping.Shipped.ShippedMaps;

namespace ChatOps.Alerting.Mapping.Shipped;

/// <summary>
/// GitLab's webhooks for pipelines and deployments; what else it sends is none of ours. A pipeline counts on the project's default branch, a deployment
/// always (rule 2.3). Its test button sends the last event anew, which is the same alert again.
/// </summary>
internal static class GitLabMaps
{
    public static readonly IReadOnlyList<AlertMap> All =
    [
        new()
        {
            When = [When("object_kind", "pipeline")],
            Name = Text("'GitLabPipelineFailed'"),
            Status = Text("object_attributes.status"),
            Firing = ["failed"],
            Resolved = ["success"],
            Ignored = ["*"],
            Service = Text("project.name"),
            Fingerprint = Text("pipeline {project.path_with_namespace} {object_attributes.ref}", "pipeline {project.id} {object_attributes.ref}"),
            Summary = Text("pipeline {object_attributes.id} of {project.path_with_namespace} failed in {builds[status=failed].stage}: {builds[status=failed].name}", "pipeline {object_attributes.id} of {project.path_with_namespace}: {object_attributes.status}"),
            Description = Text("commit {object_attributes.sha}: {commit.title}", "commit.message"),
            StartsAt = Text("object_attributes.finished_at"),
            Page = Text("object_attributes.url", "{project.web_url}/-/pipelines/{object_attributes.id}"),
            Links = [Named("Commit", "commit.url")],
            Branch = Text("object_attributes.ref"),
            DefaultBranch = Text("project.default_branch"),
            Labels = [Named("challenge", "'PipelineFailure'"), Named("project", "project.path_with_namespace"), Named("branch", "object_attributes.ref"), Named("failed_job", "builds[status=failed].name")],
        },
        new()
        {
            When = [When("object_kind", "deployment")],
            Name = Text("'GitLabDeploymentFailed'"),
            Status = Text("status"),
            Firing = ["failed"],
            Resolved = ["success"],
            Ignored = ["*"],
            Service = Text("project.name"),
            Fingerprint = Text("deployment {project.path_with_namespace} {environment}", "deployment {project.id} {environment}"),
            Summary = Text("deployment of {project.path_with_namespace} to {environment}: {status}"),
            Description = Text("commit {short_sha}: {commit_title}", "commit_title"),
            StartsAt = Text("status_changed_at"),
            Page = Text("deployable_url"),
            Links = [Named("Commit", "commit_url"), Named("Environment", "environment_external_url")],
            Labels = [Named("challenge", "'DeploymentFailed'"), Named("project", "project.path_with_namespace"), Named("environment", "environment"), Named("branch", "ref")],
        },
    ];
}
