package io.dumpwarden.admin.page;

import io.dumpwarden.admin.page.NotificationsPage.ChannelLine;
import io.dumpwarden.admin.page.NotificationsPage.Detail;
import io.dumpwarden.admin.page.NotificationsPage.RuleLine;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.form.RowSettings;
import io.dumpwarden.notify.ChannelCount;
import io.dumpwarden.notify.MessageFilter;
import io.dumpwarden.notify.MessageView;
import io.dumpwarden.notify.NotificationHistory;
import io.dumpwarden.notify.ProblemView;
import io.dumpwarden.view.Findings;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the pages of notifications show. */
final class NotificationLook {

  private static final int LATEST = 15;

  private final RowAccess access;
  private final NotificationHistory history;

  NotificationLook(RowAccess access, NotificationHistory history) {
    this.access = access;
    this.history = history;
  }

  NotificationsPage all() {
    RowProblems problems = access.problems();
    return new NotificationsPage(
        history.openProblems().stream().map(ProblemView::of).toList(),
        channels(access.rows().list(ConfigKind.CHANNEL), problems),
        access.rows().list(ConfigKind.NOTIFICATION_RULE).stream()
            .map(row -> rule(row, problems))
            .toList(),
        messages(MessageFilter.latest(LATEST)));
  }

  Detail one(ConfigRow row, @Nullable Findings findings) {
    return new Detail(
        row,
        channels(List.of(row), access.problems()).get(0),
        settings(row),
        row.fields().get("secret") != null,
        rulesTo(row.key()),
        messages(new MessageFilter(row.key(), null, null, LATEST)),
        findings);
  }

  /** The names of the rules that tell through a channel. */
  List<String> rulesTo(String channel) {
    return access.rows().list(ConfigKind.NOTIFICATION_RULE).stream()
        .filter(rule -> words(rule.fields().get("channels")).contains(channel))
        .map(ConfigRow::key)
        .toList();
  }

  List<String> channelNames() {
    return access.rows().list(ConfigKind.CHANNEL).stream().map(ConfigRow::key).toList();
  }

  private List<MessageView> messages(MessageFilter filter) {
    return history.messages(filter).stream().map(MessageView::of).toList();
  }

  private List<ChannelLine> channels(List<ConfigRow> rows, RowProblems problems) {
    Map<String, ChannelCount> counts =
        history.counts().stream()
            .collect(Collectors.toMap(ChannelCount::channel, Function.identity()));
    return rows.stream()
        .map(
            row ->
                new ChannelLine(
                    row.key(),
                    "" + row.fields().get("type"),
                    to(row),
                    "true".equals(row.fields().get("enabled")),
                    problems.of(row),
                    counts.get(row.key())))
        .toList();
  }

  private static RuleLine rule(ConfigRow row, RowProblems problems) {
    Map<String, @Nullable String> f = row.fields();
    return new RuleLine(
        row.key(),
        or(f.get("events"), "all"),
        or(f.get("servers"), "*"),
        or(f.get("schedules"), "*"),
        words(f.get("channels")),
        when(f.get("repeat_every"), f.get("quiet_hours")),
        "true".equals(f.get("enabled")),
        problems.of(row));
  }

  private static String when(@Nullable String repeat, @Nullable String quiet) {
    String again = repeat == null ? "once" : "again every " + repeat;
    return quiet == null ? again : again + "; quiet " + quiet;
  }

  /** Of an address on the web the host only: what follows may be what lets one in. */
  private static String to(ConfigRow row) {
    Map<String, String> settings = RowSettings.of(row);
    String url = settings.get("url");
    if (url == null) {
      return settings.getOrDefault("to", "");
    }
    try {
      return or(URI.create(url).getHost(), "");
    } catch (IllegalArgumentException e) {
      // what is wrong with it is the row's problem
      return "";
    }
  }

  /** Only settings that are known: anything else may be a secret in the wrong place. */
  private static Map<String, String> settings(ConfigRow row) {
    Map<String, String> texts = RowSettings.of(row);
    Map<String, String> settings = new LinkedHashMap<>();
    RowForms.CHANNEL.options().stream()
        .filter(RowOption::isSetting)
        .filter(option -> texts.containsKey(option.setting()))
        .forEach(option -> settings.put(option.jsonName(), texts.get(option.setting())));
    return settings;
  }

  /** A list's words, without the blanks around them. */
  static List<String> words(@Nullable String list) {
    return Arrays.stream(or(list, "").split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null || text.isBlank() ? otherwise : text;
  }
}
