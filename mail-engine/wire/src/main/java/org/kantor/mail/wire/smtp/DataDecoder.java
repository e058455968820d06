package org.kantor.mail.wire.smtp;

import java.util.Arrays;

/**
 * Takes the octets after DATA's 354 and finds the message and its end (RFC 5321 sections 4.1.1.4 and 4.5.2). Only CRLF ends a line and only
 * CRLF, dot, CRLF ends the message: a bare CR or LF never does, so that no message can smuggle commands behind it, and a message that contains
 * one is refused. A refused message is read to its end without being kept, and the connection goes on. Owned by the connection's thread.
 */
public final class DataDecoder {

    private static final int FIRST_BUFFER = 8192;

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
    private byte[] content = new byte[FIRST_BUFFER];
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
                        append('\r', '\n');
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
        append(octets, from, at - from);
        if (at == end) {
            return at;
        }
        if (octets[at] == '\r') {
            if (at + 1 < end && octets[at + 1] == '\n') {
                append('\r', '\n');
                state = State.LINE_START;
                return at + 2;
            }
            state = State.CR;
        } else {
            refuse(Fault.BARE_LINE_END);
        }
        return at + 1;
    }

    private void append(char first, char second) {
        if (room(2)) {
            content[length++] = (byte) first;
            content[length++] = (byte) second;
        }
    }

    private void append(byte[] octets, int from, int count) {
        if (count > 0 && room(count)) {
            System.arraycopy(octets, from, content, length, count);
            length += count;
        }
    }

    private boolean room(int count) {
        if (fault != Fault.NONE) {
            return false;
        }
        if (count > maxOctets - length) {
            refuse(Fault.TOO_LARGE);
            return false;
        }
        if (length + count > content.length) {
            var size = Math.max((long) length + count, content.length * 2L);
            content = Arrays.copyOf(content, (int) Math.min(size, Math.max(maxOctets, FIRST_BUFFER)));
        }
        return true;
    }

    /** Keeps nothing from here on: the message is only read to its end. */
    public void discard() {
        refuse(Fault.DISCARDED);
    }

    private void refuse(Fault why) {
        if (fault == Fault.NONE) {
            fault = why;
            content = new byte[0];
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

    /** The message: dots unstuffed, every line ended by CRLF. Only after {@link #complete} without fault. */
    public byte[] content() {
        if (!complete() || fault != Fault.NONE) {
            throw new IllegalStateException("no message");
        }
        return Arrays.copyOf(content, length);
    }
}
