using Microsoft.Extensions.Logging.Console;

namespace ChatOps.Bot.Hosting;

internal static class ReadableConsole
{
    /// <summary>One line for each event, with the incident's id as its scope; <c>Logging:Console:FormatterName=json</c> gives JSON.</summary>
    public static ILoggingBuilder AddReadableConsole(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        var chosen = configuration["Logging:Console:FormatterName"] is not null;
        // Microsoft.AspNetCore.Hosting.Diagnostics opens a scope for each request; off, alerts cost no log scope and lines stay short.
        logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            // A form that was drawn before a restart is refused and drawn anew: no error of the operator's.
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical)
            // What ends the start is said by whoever started it, in words; what ends a running bot is critical.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
            .AddFilter("Quartz", LogLevel.Warning)
            .AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss'Z' ";
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
        logging.AddJsonConsole(console =>
        {
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
        logging.Services.PostConfigure<ConsoleLoggerOptions>(console =>
        {
            if (!chosen) console.FormatterName = ConsoleFormatterNames.Simple;
        });
        return logging;
    }
}
