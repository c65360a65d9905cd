package io.dumpwarden.admin.page;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.notify.ChannelCount;
import io.dumpwarden.notify.MessageView;
import io.dumpwarden.notify.ProblemView;
import io.dumpwarden.view.Findings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong now, who is told, and what was told last. */
public record NotificationsPage(
    List<ProblemView> problems,
    List<ChannelLine> channels,
    List<RuleLine> rules,
    List<MessageView> messages) {

  /**
   * A channel in the list.
   *
   * @param to who gets it, as far as that is no secret
   * @param count null where nothing was ever sent through it
   */
  public record ChannelLine(
      String name,
      String type,
      String to,
      boolean enabled,
      @Nullable String problem,
      @Nullable ChannelCount count) {

    /** {@code problem}, {@code disabled} or {@code enabled}. */
    public String state() {
      return problem != null ? "problem" : enabled ? "enabled" : "disabled";
    }
  }

  /** A rule in the list; texts as the row has them, and what it does not say as a word. */
  public record RuleLine(
      String name,
      String events,
      String servers,
      String schedules,
      List<String> channels,
      String when,
      boolean enabled,
      @Nullable String problem) {}

  /**
   * One channel.
   *
   * @param settings name and text, as far as they are set
   * @param secret whether it has a secret
   * @param rules the names of those that tell through it
   */
  public record Detail(
      ConfigRow row,
      ChannelLine shown,
      Map<String, String> settings,
      boolean secret,
      List<String> rules,
      List<MessageView> messages,
      @Nullable Findings findings) {}

  /**
   * The form of a channel.
   *
   * @param findings of a test of what it says; null where none was made
   */
  public record ChannelForm(FormModel form, @Nullable Findings findings) {

    public String type() {
      return form.value("type");
    }
  }
}
