// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Forwarder} from "./Forwarder.sol";
import {TokenCalls} from "./TokenCalls.sol";

/// Sweeps deposit addresses. Each is the CREATE2 address of a forwarder that nobody has deployed yet; its salt commits
/// to the only places its money can go. Anyone may call; there is no owner, no upgrade and no other call.
contract ForwarderFactory {
    /// Amounts that truly left a deposit address. `token` is zero for the native coin.
    event Swept(bytes32 indexed salt, address indexed token, uint256 net, uint256 fee);
    /// What a token kept at the address although it was asked to move all.
    event Left(bytes32 indexed salt, address indexed token, uint256 left);

    error Locked();
    error BadTerms();
    error TooMany();
    error TokensNotAscending();
    error NotTheForwarder();

    /// The most new accounts that fit under a transaction's gas limit (EIP-7825).
    uint256 private constant MAX_ADDRESSES = 300;
    uint256 private constant MAX_TOKENS = 300;

    // Transient storage. PLAN holds the treasury, above it the fee (16 bits) and the number of tokens; it is only set
    // while a sweep runs, and so is the lock. From ITEMS on each token is followed by the balance of the forwarder under
    // construction. Below 2^160 each address that was swept in this transaction keeps its salt: the mark that it is done,
    // and that it may report.
    uint256 private constant PLAN = 0x0010000000000000000000000000000000000000000;
    uint256 private constant FEE_RECIPIENT = 0x0010000000000000000000000000000000000000001;
    uint256 private constant ITEMS = 0x0010000000000000000000000000000000000000002;

    /// Moves the native coin and the listed tokens (ascending) of every deposit address of these terms. An address that
    /// holds nothing, or was swept before in this transaction, is skipped.
    function sweep(
        address treasury,
        address feeRecipient,
        uint16 feeBps,
        bytes32[] calldata refs,
        address[] calldata tokens
    ) external {
        if (_load(PLAN) != 0) revert Locked();
        _requireTerms(treasury, feeRecipient, feeBps);
        if (refs.length > MAX_ADDRESSES) revert TooMany();
        _listTokens(tokens);

        _store(PLAN, uint256(uint160(treasury)) | (uint256(feeBps) << 160) | (tokens.length << 176));
        _store(FEE_RECIPIENT, uint160(feeRecipient));
        bytes memory code = type(Forwarder).creationCode;
        bytes memory terms = _encode(treasury, feeRecipient, feeBps, code);
        unchecked {
            for (uint256 i; i < refs.length; ++i) {
                (bytes32 salt, address forwarder) = _derive(terms, _word(refs, i));
                if (_load(uint160(forwarder)) != 0) continue;
                // A cold look at the coin costs as much as a token's: only where it decides.
                if (!_plan(forwarder, tokens) && forwarder.balance == 0) continue;
                _store(uint160(forwarder), uint256(salt));
                _create(code, salt);
            }
        }
        _store(PLAN, 0);
    }

    /// The deposit address of these terms and this reference.
    function depositAddress(address treasury, address feeRecipient, uint16 feeBps, bytes32 ref)
        external
        view
        returns (address forwarder)
    {
        _requireTerms(treasury, feeRecipient, feeBps);
        bytes memory code = type(Forwarder).creationCode;
        (, forwarder) = _derive(_encode(treasury, feeRecipient, feeBps, code), ref);
    }

    /// What a forwarder says: nothing, to ask for its plan, or four words to report on one asset. Bare words, since
    /// this happens twice or more for each address.
    fallback() external {
        if (msg.data.length == 0) _answerPlan();
        // Only a constructor of ours ever runs at a marked address, and only once in a transaction.
        bytes32 salt = bytes32(_load(uint160(msg.sender)));
        if (salt == 0) revert NotTheForwarder();
        (address token, uint256 net, uint256 fee, uint256 left) = _reported();
        if (net | fee != 0) emit Swept(salt, token, net, fee);
        if (left != 0) emit Left(salt, token, left);
    }

    /// The word of treasury, fee and count, the fee recipient, then each token to move with its balance.
    function _answerPlan() private view {
        assembly ("memory-safe") {
            let packed := tload(PLAN)
            mstore(0x80, packed)
            if and(shr(160, packed), 0xffff) { mstore(0xa0, tload(FEE_RECIPIENT)) }
            let place := 0xc0
            let end := add(ITEMS, shl(1, shr(176, packed)))
            for { let slot := ITEMS } lt(slot, end) { slot := add(slot, 2) } {
                let held := tload(add(slot, 1))
                if held {
                    mstore(place, tload(slot))
                    mstore(add(place, 0x20), held)
                    place := add(place, 0x40)
                }
            }
            return(0x80, sub(place, 0x80))
        }
    }

    function _reported() private pure returns (address token, uint256 net, uint256 fee, uint256 left) {
        assembly ("memory-safe") {
            token := calldataload(0)
            net := calldataload(0x20)
            fee := calldataload(0x40)
            left := calldataload(0x60)
        }
    }

    /// Writes down what the address holds of each token, and whether that is anything.
    function _plan(address forwarder, address[] calldata tokens) private returns (bool any) {
        unchecked {
            for (uint256 i; i < tokens.length; ++i) {
                (, uint256 held) = TokenCalls.balanceOf(_word(tokens, i), forwarder);
                _store(ITEMS + 2 * i + 1, held);
                if (held != 0) any = true;
            }
        }
    }

    /// A forwarder fails only for want of gas: then nothing of this transaction stands, so that an estimate cannot
    /// take the failure for success.
    function _create(bytes memory code, bytes32 salt) private {
        address created;
        assembly ("memory-safe") {
            created := create2(0, add(code, 0x20), mload(code), salt)
        }
        if (created == address(0)) revert TokenCalls.Starved();
    }

    /// Terms under which an address could never be swept, or its coin would be burnt: a treasury whose contract was
    /// destroyed earlier in this transaction is gone at its end, with all it was sent.
    function _requireTerms(address treasury, address feeRecipient, uint256 feeBps) private view {
        if (treasury == address(0) || feeBps >= 10_000) revert BadTerms();
        if (feeBps != 0 && feeRecipient == address(0)) revert BadTerms();
        if (_load(uint160(treasury)) != 0 || _load(uint160(feeRecipient)) != 0) revert BadTerms();
    }

    /// Writes down the tokens. One listed twice would be reported twice. Zero stands for the native coin, which always
    /// moves.
    function _listTokens(address[] calldata tokens) private {
        if (tokens.length > MAX_TOKENS) revert TooMany();
        address last;
        unchecked {
            for (uint256 i; i < tokens.length; ++i) {
                if (tokens[i] <= last) revert TokensNotAscending();
                last = tokens[i];
                _store(ITEMS + 2 * i, uint160(last));
            }
        }
    }

    /// An element of a list whose index is known to be below its length.
    function _word(bytes32[] calldata list, uint256 index) private pure returns (bytes32 word) {
        assembly ("memory-safe") {
            word := calldataload(add(list.offset, shl(5, index)))
        }
    }

    /// The same; `_listTokens` has seen that it is an address.
    function _word(address[] calldata list, uint256 index) private pure returns (address word) {
        assembly ("memory-safe") {
            word := calldataload(add(list.offset, shl(5, index)))
        }
    }

    /// What all addresses of these terms have in common, so that a batch writes it once: the preimage of the salt, whose
    /// last word is the reference, and after it the 85 bytes that CREATE2 hashes.
    function _encode(address treasury, address feeRecipient, uint256 feeBps, bytes memory code)
        private
        view
        returns (bytes memory)
    {
        return abi.encodePacked(
            abi.encode(treasury, feeRecipient, feeBps, bytes32(0)),
            abi.encodePacked(bytes1(0xff), address(this), bytes32(0), keccak256(code))
        );
    }

    /// Fills in the reference, then the salt.
    function _derive(bytes memory terms, bytes32 ref) private pure returns (bytes32 salt, address forwarder) {
        assembly ("memory-safe") {
            mstore(add(terms, 0x80), ref)
            salt := keccak256(add(terms, 0x20), 0x80)
            mstore(add(terms, 0xb5), salt)
            forwarder := and(keccak256(add(terms, 0xa0), 0x55), 0xffffffffffffffffffffffffffffffffffffffff)
        }
    }

    function _load(uint256 slot) private view returns (uint256 value) {
        assembly ("memory-safe") {
            value := tload(slot)
        }
    }

    function _store(uint256 slot, uint256 value) private {
        assembly ("memory-safe") {
            tstore(slot, value)
        }
    }
}
