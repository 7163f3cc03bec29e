using ChatOps.GitHub.Inputs;
using ChatOps.GitHub.People;
using ChatOps.GitHub.Pipelines;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.GitHub;

/// <summary>What comes in from GitHub, for the program.</summary>
public static class GitHubInputsSetup
{
    /// <summary>Adds what takes GitHub's deliveries; the way out (<c>AddGitHub</c>), the intake and the desk are there already.</summary>
    /// <param name="services">The program's parts.</param>
    public static void AddGitHubInputs(this IServiceCollection services)
    {
        services.AddSingleton<GitHubPeople>().AddSingleton<DeliveryMemory>();
        services.AddHostedService<MissedDeliveries>();
        services.AddSingleton<Replies>().AddHostedService(provider => provider.GetRequiredService<Replies>());
        services.AddSingleton<CommentInputs>().AddSingleton<IssueInputs>().AddSingleton<PipelineInputs>().AddSingleton<GitHubInputs>().AddSingleton<GitHubDoor>();
    }
}
