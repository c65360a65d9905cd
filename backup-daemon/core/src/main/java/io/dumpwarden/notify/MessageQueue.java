package io.dumpwarden.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way, kept as rows and shared by all nodes. One node at a time sends through a
 * channel: it has the channel's turn. All times are judged by the store's clock. Every method may
 * throw {@code METADATA_UNAVAILABLE}.
 */
public interface MessageQueue {

  /** Channels with a message that is due, whose turn nobody has, and which need no rest. */
  List<String> due();

  /**
   * Takes a channel's turn, or keeps it, for so long.
   *
   * @param owner who sends: of this process alone
   * @return false where another has it
   */
  boolean takeTurn(String channel, String owner, Duration lease);

  /**
   * Gives the turn back; does nothing where another has it.
   *
   * @param rest for how long nobody is to take it
   */
  void leaveTurn(String channel, String owner, Duration rest);

  /** The oldest message of the channel that is due. */
  Optional<Message> next(String channel);

  /** Has it tried again after that time. Counts as an attempt. */
  void retry(String messageId, Duration after, String error);

  /**
   * Ends a message that is pending; does nothing to another.
   *
   * @param attempted whether it was tried
   * @param error null where it was sent
   */
  void end(String messageId, MessageStatus status, boolean attempted, @Nullable String error);
}
