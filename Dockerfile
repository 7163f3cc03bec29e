# syntax=docker/dockerfile:1
# docker build -t chatops .
#
# Other base images can be named, for a mirror or another Debian: the first needs the .NET SDK, the second the ASP.NET Core runtime.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0

FROM ${SDK_IMAGE} AS build
WORKDIR /source
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
COPY Directory.Build.props Directory.Packages.props global.json BannedSymbols.txt .editorconfig appsettings.json ./
COPY bot bot
COPY adapters adapters
COPY docs/sources.md docs/
# Compiled ahead for the machine that builds, which starts in half the time.
RUN dotnet publish bot/ChatOps.Bot -c Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true -o /published && mkdir /data

FROM ${RUNTIME_IMAGE}
WORKDIR /app
COPY --from=build /published ./
# The data folder is all that is written; the rest of the file system may be read-only.
COPY --from=build --chown=1654:1654 /data /data
ENV Storage__ConnectionString="Data Source=/data/chatops.db" \
    Urls=http://0.0.0.0:8080 \
    DOTNET_EnableDiagnostics=0
VOLUME /data
EXPOSE 8080
# 1654 is the user "app" of Microsoft's images; any other number will do that may write to /data.
USER 1654:1654
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["dotnet", "ChatOps.Bot.dll", "health"]
ENTRYPOINT ["dotnet", "ChatOps.Bot.dll"]
