-- The messages whose headers are not ASCII: their parsed form has version 2 and begins with the size of their surrogate. The query's condition must be this one, word for word.
create index message_surrogate on message (account, id) where substring(parsed for 1) = '\x02';
