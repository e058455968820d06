package org.kantor.mail.wire.smtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes the octets after DATA's 354 and finds the message and its end (RFC 5321 sections 4.1.1.4 and 4.5.2). Only CRLF ends a line and only
 * CRLF, dot, CRLF ends the message: a bare CR or LF never does, so that no message can smuggle commands behind it, and a message that contains
 * one is refused. A refused message is read to its end without being kept, and the connection goes on. Owned by the connection's thread.
 */
public final class DataDecoder {

    private static final int FIRST_PIECE = 8192;
    private static final int LARGEST_PIECE = 1024 * 1024;

    private static final byte[] CRLF = {'\r', '\n'};

    private enum State {
        LINE_START,
        TEXT,
        CR,
        DOT,
        DOT_CR,
        COMPLETE
    }

    /** Why a message cannot be taken. */
    public enum Fault {
        NONE,
        /** {@link #discard} was called. */
        DISCARDED,
        /** A CR without LF or an LF without CR (RFC 5321 section 2.3.8). */
        BARE_LINE_END,
        TOO_LARGE
    }

    private final int maxOctets;
    /** What has come, in pieces, of which the last is being filled: octets are copied once, at the end. */
    private final List<byte[]> pieces = new ArrayList<>();

    private byte[] piece = new byte[0];
    private int filled;
    private int length;
    private State state = State.LINE_START;
    private Fault fault = Fault.NONE;

    /** @param maxOctets the largest message that is kept */
    public DataDecoder(int maxOctets) {
        this.maxOctets = maxOctets;
    }

    /** Takes octets up to the end of the message. @return how many of them belong to it; the rest are commands */
    public int feed(byte[] octets, int offset, int count) {
        var end = offset + count;
        var at = offset;
        while (at < end && state != State.COMPLETE) {
            var c = octets[at];
            switch (state) {
                case LINE_START -> {
                    if (c == '.') {
                        state = State.DOT;
                        at++;
                    } else {
                        state = State.TEXT;
                    }
                }
                case TEXT -> at = text(octets, at, end);
                case CR -> {
                    if (c == '\n') {
                        append(CRLF, 0, CRLF.length);
                        state = State.LINE_START;
                        at++;
                    } else {
                        refuse(Fault.BARE_LINE_END);
                        state = State.TEXT;
                    }
                }
                case DOT -> {
                    state = c == '\r' ? State.DOT_CR : State.TEXT;
                    at += c == '\r' ? 1 : 0;
                }
                case DOT_CR -> {
                    if (c == '\n') {
                        state = State.COMPLETE;
                        at++;
                    } else {
                        refuse(Fault.BARE_LINE_END);
                        state = State.TEXT;
                    }
                }
                case COMPLETE -> throw new IllegalStateException();
            }
        }
        return at - offset;
    }

    private int text(byte[] octets, int from, int end) {
        var at = from;
        while (at < end && octets[at] != '\r' && octets[at] != '\n') {
            at++;
        }
        if (at + 1 < end && octets[at] == '\r' && octets[at + 1] == '\n') {
            append(octets, from, at + 2 - from);
            state = State.LINE_START;
            return at + 2;
        }
        append(octets, from, at - from);
        if (at == end) {
            return at;
        }
        if (octets[at] == '\r') {
            state = State.CR;
        } else {
            refuse(Fault.BARE_LINE_END);
        }
        return at + 1;
    }

    private void append(byte[] octets, int from, int count) {
        if (fault != Fault.NONE) {
            return;
        }
        if (count > maxOctets - length) {
            refuse(Fault.TOO_LARGE);
            return;
        }
        for (var at = from; at < from + count; ) {
            if (filled == piece.length) {
                piece = new byte[piece.length == 0 ? FIRST_PIECE : Math.min(piece.length * 2, LARGEST_PIECE)];
                pieces.add(piece);
                filled = 0;
            }
            var step = Math.min(from + count - at, piece.length - filled);
            System.arraycopy(octets, at, piece, filled, step);
            filled += step;
            at += step;
        }
        length += count;
    }

    /** Keeps nothing from here on: the message is only read to its end. */
    public void discard() {
        refuse(Fault.DISCARDED);
    }

    private void refuse(Fault why) {
        if (fault == Fault.NONE) {
            fault = why;
            pieces.clear();
            piece = new byte[0];
            filled = 0;
            length = 0;
        }
    }

    public boolean complete() {
        return state == State.COMPLETE;
    }

    public Fault fault() {
        return fault;
    }

    /** Octets kept so far. */
    public int length() {
        return length;
    }

    /**
     * The message behind {@code first}: dots unstuffed, every line ended by CRLF. Once, after {@link #complete} without fault; nothing is kept then.
     *
     * @param first octets that come before the message's own, such as a trace field
     */
    public byte[] content(byte[] first) {
        if (!complete() || fault != Fault.NONE) {
            throw new IllegalStateException("no message");
        }
        var content = Arrays.copyOf(first, first.length + length);
        var at = first.length;
        for (var each : pieces) {
            var count = Math.min(each.length, content.length - at);
            System.arraycopy(each, 0, content, at, count);
            at += count;
        }
        pieces.clear();
        piece = new byte[0];
        return content;
    }
}
