// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IForwarderFactory} from "./IForwarderFactory.sol";
import {TokenCalls} from "./TokenCalls.sol";

/// Exists only while its constructor runs: moves what its address holds to the treasury and the fee recipient, then
/// destroys itself into the treasury. It takes its orders from its creator, so that its code, and with it every
/// deposit address, is the same whatever is swept.
///
/// Nothing here trusts a token's answer: what counts is by how much the address's balance fell.
contract Forwarder {
    /// Enough for a contract wallet that logs what it receives; a recipient that wants more forfeits the native fee.
    uint256 private constant RECIPIENT_GAS = 100_000;

    constructor() payable {
        (bytes32 salt, address treasury, address feeRecipient, uint256 feeBps, uint256[] memory items) =
            IForwarderFactory(msg.sender).plan();
        unchecked {
            for (uint256 i; i < items.length; i += 2) {
                _moveToken(salt, address(uint160(items[i])), items[i + 1], treasury, feeRecipient, feeBps);
            }
        }
        _moveNative(salt, treasury, feeRecipient, feeBps);
    }

    /// Net first: a token that blocks the treasury then pays no fee either.
    function _moveToken(
        bytes32 salt,
        address token,
        uint256 held,
        address treasury,
        address feeRecipient,
        uint256 feeBps
    ) private {
        unchecked {
            uint256 fee = TokenCalls.share(held, feeBps, 10_000);
            uint256 wanted = held - fee;
            (uint256 net, uint256 left) = TokenCalls.move(token, treasury, wanted, held);
            // The treasury got less than its part: the fee shrinks in proportion.
            if (net < wanted) fee = TokenCalls.share(net, feeBps, 10_000 - feeBps);
            if (fee > left) fee = left;
            if (fee != 0) (fee, left) = TokenCalls.move(token, feeRecipient, fee, left);
            IForwarderFactory(msg.sender).report(salt, token, net, fee, left);
        }
    }

    /// What a refusing recipient does not take goes to the treasury with the rest.
    function _moveNative(bytes32 salt, address treasury, address feeRecipient, uint256 feeBps) private {
        uint256 fee = TokenCalls.share(address(this).balance, feeBps, 10_000);
        if (fee != 0) {
            bool taken;
            assembly ("memory-safe") {
                taken := call(RECIPIENT_GAS, feeRecipient, fee, 0, 0, 0, 0)
            }
            if (!taken) {
                TokenCalls.requireSpareGas();
                fee = 0;
            }
        }
        uint256 net = address(this).balance;
        if (net != 0) IForwarderFactory(msg.sender).report(salt, address(0), net, fee, 0);
        // In the transaction of its creation this removes the contract whole, runs no code of the treasury, and frees
        // the address for the next sweep (EIP-6780).
        assembly ("memory-safe") {
            selfdestruct(treasury)
        }
    }
}
