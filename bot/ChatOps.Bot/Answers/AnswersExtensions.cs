using ChatOps.Bot.Intake;
using ChatOps.Core.Intake;

namespace ChatOps.Bot.Answers;

internal static class AnswersExtensions
{
    /// <summary>Adds the read side.</summary>
    public static void AddAnswers(this IServiceCollection services) =>
        services.AddSingleton<IncidentReader>().AddSingleton<StatisticsReader>().AddSingleton<IQueryAnswers, QueryAnswers>().AddSingleton<IChatDesk, ChatDesk>().AddSingleton<ILateAnswers, LateAnswers>();
}
