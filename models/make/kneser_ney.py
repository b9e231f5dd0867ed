"""Interpolated modified Kneser-Ney n-grams (Chen and Goodman 1998) over token ids.

The n-grams of each order are one sorted array of whole numbers: an n-gram is its first n - 1 tokens' place in the
array of the order below, times the vocab size, plus its last token. So everything is sorting, counting and looking up,
and ten million tokens need no dictionary. There are no sentences: the text is one stream, as it is for the networks,
and line breaks are tokens.

P_n(w | h) = (c(h w) - D(c(h w))) / c(h .) + (D1 N1(h .) + D2 N2(h .) + D3 N3+(h .)) / c(h .) * P_n-1(w | h')

c: at the highest order how often h w stands in the text, below it how many different tokens stand before h w. Below the
unigrams lies the even distribution. A history that was never seen gives the order below its full weight.
"""
import numpy as np


class Order:
    """The n-grams of one length: keys, what they count, what their histories sum to."""

    def __init__(self, keys, counts, histories, vocab):
        self.keys = keys  # sorted
        ones = [int((counts == k).sum()) for k in (1, 2, 3, 4)]
        self.discounts = discounts(ones)
        self.discounted = counts - self.discounts[np.minimum(counts, 3)]
        history = keys // vocab
        self.total = np.bincount(history, counts, histories)  # c(h .)
        self.left = sum(d * np.bincount(history[which], minlength=histories)  # what discounting leaves over
                        for d, which in ((self.discounts[1], counts == 1), (self.discounts[2], counts == 2),
                                         (self.discounts[3], counts >= 3)))

    def find(self, keys):
        """Returns the place of each key, or -1."""
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, places, -1)


def discounts(ones):
    """Returns [0, D1, D2, D3+] for how many n-grams were counted 1, 2, 3 and 4 times."""
    n1, n2, n3, n4 = ones
    if min(ones) == 0:  # too small a text to estimate from
        return np.array([0, 0.5, 0.5, 0.5])
    y = n1 / (n1 + 2 * n2)
    estimates = np.array([0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3])
    return np.clip(estimates, 0, [0, 1, 2, 3])


class KneserNey:
    def __init__(self, ids, vocab, order):
        """ids: [tokens], the training text."""
        ids = np.asarray(ids, np.int64)
        self.vocab = vocab
        tables = []  # of each order: keys, counts in the text, place of each n-gram's last n - 1 tokens below
        places = np.zeros(len(ids), np.int64)  # of the (n - 1)-gram that ends at each token
        for n in range(1, order + 1):
            history = places if n == 1 else np.concatenate([[-1], places[:-1]])
            keys = (history * vocab + ids)[n - 1:]
            unique, first, inverse, counts = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
            tables.append((unique, counts, places[first + n - 1]))
            places = np.full(len(ids), -1, np.int64)
            places[n - 1:] = inverse
        self.orders = []
        for n, (keys, counts, _) in enumerate(tables, 1):
            if n < order:  # how many different tokens stand before it
                counts = np.bincount(tables[n][2], minlength=len(keys))
            self.orders.append(Order(keys, counts, 1 if n == 1 else len(tables[n - 2][0]), vocab))

    def probabilities(self, ids, histories=None):
        """Returns P(ids[i] | the tokens before it in ids) for all i, of the highest order.

        histories [n, order - 1]: what stands before each of n tokens instead, the nearest last; -1: nothing.
        """
        ids = np.asarray(ids, np.int64)
        length = len(self.orders) - 1
        if histories is None:
            padded = np.concatenate([np.full(length, -1, np.int64), ids])
            histories = np.stack([padded[i:i + len(ids)] for i in range(length)], 1) if length else ids[:, None][:, :0]
        result = np.full(len(ids), 1 / self.vocab)
        for n, order in enumerate(self.orders, 1):
            place = np.zeros(len(ids), np.int64)  # of the history, n - 1 tokens
            for k in range(n - 1):
                token = histories[:, length - (n - 1) + k]
                known = (place >= 0) & (token >= 0)
                place = np.where(known, self.orders[k].find(np.where(known, place * self.vocab + token, 0)), -1)
            seen = (place >= 0) & (order.total[place] > 0)
            at = order.find(np.where(seen, place * self.vocab + ids, -1))
            total = np.where(seen, order.total[place], 1)
            own = np.where(at >= 0, order.discounted[at], 0) / total
            result = np.where(seen, own + order.left[place] / total * result, result)
        return result
