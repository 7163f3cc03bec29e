using ChatOps.Bot.Cli;

return await CommandLine.RunAsync(args).ConfigureAwait(false);
