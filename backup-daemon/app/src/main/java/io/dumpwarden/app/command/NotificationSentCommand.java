package io.dumpwarden.app.command;

import io.dumpwarden.app.NotifyWiring;
import io.dumpwarden.app.Platform;
import io.dumpwarden.notify.MessageFilter;
import io.dumpwarden.notify.MessageStatus;
import io.dumpwarden.notify.MessageView;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was told, and what waits to be told. */
@Command(
    name = "sent",
    description = "Lists messages, newest first: those sent, waiting, failed and dropped.")
final class NotificationSentCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--channel", paramLabel = "NAME", description = "Only through this channel.")
  private @Nullable String channel;

  @Option(
      names = "--status",
      description = "Only with this status: pending, sent, failed, dropped.")
  private @Nullable String status;

  @Option(
      names = "--before",
      paramLabel = "ID",
      description = "Only messages listed after this one: the next page.")
  private @Nullable String before;

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "At most so many (${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  NotificationSentCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    MessageFilter filter = new MessageFilter(channel, status(), before, limit);
    try (Platform platform = context.open()) {
      print(NotifyWiring.history(platform).messages(filter).stream().map(MessageView::of).toList());
    }
    return ExitCode.DONE;
  }

  private @Nullable MessageStatus status() {
    if (status == null) {
      return null;
    }
    String wanted = status.toLowerCase(Locale.ROOT);
    return Stream.of(MessageStatus.values())
        .filter(each -> each.id().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "'%s' is none of: pending, sent, failed, dropped"
                        .formatted(Table.harmless(status))));
  }

  private void print(List<MessageView> messages) {
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(Json.of(messages));
      return;
    }
    Table table =
        new Table("ID", "MADE", "CHANNEL", "RULE", "STATUS", "ATTEMPTS", "TITLE", "LAST ERROR");
    for (MessageView message : messages) {
      table.row(
          message.id(),
          message.createdAt(),
          message.channel(),
          message.rule(),
          message.status(),
          message.attempts(),
          message.title(),
          message.lastError());
    }
    table.print(out);
  }
}
