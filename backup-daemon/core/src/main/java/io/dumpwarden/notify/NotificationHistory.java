package io.dumpwarden.notify;

import java.util.List;
import java.util.Optional;

/**
 * What was told, what waits to be told, and what stands: for pages, REST, command line and metrics.
 * Every method may throw {@code METADATA_UNAVAILABLE}.
 */
public interface NotificationHistory {

  /** Newest first. */
  List<Message> messages(MessageFilter filter);

  Optional<Message> message(String id);

  /** Open problems, the gravest first, then the newest. */
  List<KnownProblem> openProblems();

  /** One for each channel that ever had a message. */
  List<ChannelCount> counts();
}
